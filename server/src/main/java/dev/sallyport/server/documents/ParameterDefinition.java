package dev.sallyport.server.documents;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// One parameter a document declares.
record ParameterDefinition(
        String name,
        Type type,
        Optional<String> description,
        Optional<JsonNode> byDefault,
        Bounds bounds) {

    /// What the parameter's values are.
    enum Type {
        STRING("String"),
        STRING_LIST("StringList"),
        STRING_MAP("StringMap");

        final String wireName;

        Type(String wireName) {
            this.wireName = wireName;
        }
    }

    /// What a value must keep to. Lengths count characters of each value, items the list.
    record Bounds(
            List<String> allowedValues,
            Optional<Pattern> allowedPattern,
            Range chars,
            Range items) {}

    /// From `least` to `most`; either may be open.
    record Range(OptionalInt least, OptionalInt most) {
        boolean holds(int size) {
            return size >= least.orElse(0) && size <= most.orElse(Integer.MAX_VALUE);
        }

        String shown() {
            return least.orElse(0) + " to " + (most.isPresent() ? most.getAsInt() : "any number");
        }
    }

    private static final java.util.regex.Pattern NAME =
            java.util.regex.Pattern.compile("[a-zA-Z0-9]+");
    private static final Set<String> KNOWN =
            Set.of(
                    "type",
                    "description",
                    "default",
                    "allowedValues",
                    "allowedPattern",
                    "minChars",
                    "maxChars",
                    "minItems",
                    "maxItems",
                    "displayType");

    /// Reads all definitions in the order the document gives them.
    ///
    /// @throws DocumentFault naming the member that is wrong
    static List<ParameterDefinition> readAll(Tree parameters) {
        List<ParameterDefinition> all = new ArrayList<>();
        for (String name : parameters.node().propertyNames()) {
            if (!NAME.matcher(name).matches()) {
                throw Tree.invalid(
                        parameters.name(name)
                                + ": not a parameter name (expected: letters, digits)");
            }
            Tree definition =
                    parameters
                            .map(name)
                            .orElseThrow(() -> Tree.invalid(parameters.name(name) + ": not a map"));
            all.add(read(name, definition));
        }
        return List.copyOf(all);
    }

    private static ParameterDefinition read(String name, Tree definition) {
        definition.refuseOthersThan(KNOWN);
        definition.text("displayType");
        var bounds =
                new Bounds(
                        allowedValues(definition),
                        definition.text("allowedPattern").map(text -> pattern(definition, text)),
                        range(definition, "minChars", "maxChars"),
                        range(definition, "minItems", "maxItems"));
        return new ParameterDefinition(
                name,
                type(definition),
                definition.text("description"),
                definition.find("default"),
                bounds);
    }

    private static Type type(Tree definition) {
        String text = definition.requiredText("type");
        for (Type type : Type.values()) {
            if (type.wireName.equals(text)) {
                return type;
            }
        }
        throw Tree.invalid(
                definition.name("type")
                        + ": \""
                        + text
                        + "\" (expected: String, StringList or StringMap)");
    }

    // The agent's own dialect, and linear in the length of the value whoever wrote the pattern.
    private static Pattern pattern(Tree definition, String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw Tree.invalid(
                    definition.name("allowedPattern") + ": " + text + ": " + e.getDescription());
        }
    }

    private static List<String> allowedValues(Tree definition) {
        return definition
                .find("allowedValues")
                .map(value -> {
                    if (value instanceof ArrayNode array) {
                        return array.valueStream().map(JsonNode::asString).toList();
                    }
                    throw Tree.invalid(definition.name("allowedValues") + ": not a list");
                })
                .orElse(List.of());
    }

    private static Range range(Tree definition, String least, String most) {
        return new Range(number(definition, least), number(definition, most));
    }

    private static OptionalInt number(Tree definition, String member) {
        Optional<JsonNode> value = definition.find(member);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!value.orElseThrow().isInt() || value.orElseThrow().asInt() < 0) {
            throw Tree.invalid(
                    definition.name(member)
                            + ": "
                            + value.orElseThrow()
                            + " (expected: 0 or more)");
        }
        return OptionalInt.of(value.orElseThrow().asInt());
    }
}
