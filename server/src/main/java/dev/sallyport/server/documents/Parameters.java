package dev.sallyport.server.documents;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Binds a caller's values to a document's parameters.
final class Parameters {
    private Parameters() {}

    /// One value per declared parameter, as an agent reads them: a text for String, a list for
    /// StringList, a map for StringMap.
    ///
    /// @throws DocumentFault naming the parameter that is wrong
    static ObjectNode bind(List<ParameterDefinition> definitions, Map<String, List<String>> given) {
        for (String name : given.keySet()) {
            if (definitions.stream().noneMatch(definition -> definition.name().equals(name))) {
                throw fault(name, "is not declared by the document");
            }
        }
        ObjectNode values = ContentCodec.object();
        for (ParameterDefinition definition : definitions) {
            values.set(
                    definition.name(),
                    bind(definition, given.getOrDefault(definition.name(), List.of())));
        }
        return values;
    }

    private static JsonNode bind(ParameterDefinition definition, List<String> given) {
        if (given.isEmpty()) {
            return definition
                    .byDefault()
                    .orElseThrow(() -> fault(definition.name(), "has no value and no default"));
        }
        JsonNode value =
                switch (definition.type()) {
                    case STRING -> text(definition.name(), given);
                    case STRING_LIST -> list(given);
                    case STRING_MAP -> map(definition.name(), given);
                };
        check(definition, given);
        return value;
    }

    private static JsonNode text(String name, List<String> given) {
        if (given.size() != 1) {
            throw fault(name, "takes one value (given: " + given.size() + ")");
        }
        return ContentCodec.object().put("text", given.getFirst()).path("text");
    }

    private static JsonNode list(List<String> given) {
        ArrayNode list = ContentCodec.object().putArray("list");
        given.forEach(list::add);
        return list;
    }

    private static JsonNode map(String name, List<String> given) {
        try {
            return ContentCodec.readJson(text(name, given).asString());
        } catch (DocumentFault e) {
            throw fault(name, "is not a JSON map");
        }
    }

    private static void check(ParameterDefinition definition, List<String> given) {
        var bounds = definition.bounds();
        if (definition.type() == ParameterDefinition.Type.STRING_LIST
                && !bounds.items().holds(given.size())) {
            throw fault(
                    definition.name(),
                    "has " + given.size() + " values (expected: " + bounds.items().shown() + ")");
        }
        for (String value : given) {
            check(definition, value);
        }
    }

    private static void check(ParameterDefinition definition, String value) {
        var bounds = definition.bounds();
        if (!bounds.allowedValues().isEmpty() && !bounds.allowedValues().contains(value)) {
            throw fault(
                    definition.name(),
                    "has value \"" + value + "\" not in allowedValues " + bounds.allowedValues());
        }
        int length = value.codePointCount(0, value.length());
        if (!bounds.chars().holds(length)) {
            throw fault(
                    definition.name(),
                    "has a value of "
                            + length
                            + " characters (expected: "
                            + bounds.chars().shown()
                            + ")");
        }
        // Found anywhere, as the agent does: the author anchors the pattern.
        bounds.allowedPattern()
                .filter(pattern -> !pattern.matcher(value).find())
                .ifPresent(pattern -> {
                    throw fault(
                            definition.name(),
                            "has value \""
                                    + value
                                    + "\" not matching allowedPattern "
                                    + pattern.pattern());
                });
    }

    private static DocumentFault fault(String name, String what) {
        return new DocumentFault(
                DocumentFault.Code.INVALID_PARAMETERS, "Parameter \"" + name + "\" " + what);
    }
}
