package dev.sallyport.cli.judge;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A table of a file of cases, read strictly: a misspelt key would test something else.
///
/// @param where for messages
record Fields(String where, JsonNode table) {
    Fields {
        if (!table.isObject()) {
            throw fault(where + ": a table is expected");
        }
    }

    static Failure fault(String text) {
        return new Failure(ExitCode.USAGE, text, "sallyport policy test --help shows the form");
    }

    void allowOnly(Set<String> known) {
        for (String name : table.propertyNames()) {
            if (!known.contains(name)) {
                throw fault(
                        "%s: '%s' is not known (expected: %s)"
                                .formatted(
                                        where,
                                        name,
                                        String.join(", ", known.stream().sorted().toList())));
            }
        }
    }

    Optional<JsonNode> find(String name) {
        return table.has(name) ? Optional.of(table.path(name)) : Optional.empty();
    }

    Optional<String> text(String name) {
        return find(name).map(value -> text(name, value));
    }

    Optional<Boolean> flag(String name) {
        return find(name)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw fault(where + ": '" + name + "' is true or false");
                    }
                    return value.asBoolean();
                });
    }

    Fields table(String name) {
        return new Fields(
                where + ", " + name, find(name).orElseGet(JsonNodeFactory.instance::objectNode));
    }

    /// The entries of a table of texts.
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        table.properties().forEach(it -> texts.put(it.getKey(), text(it.getKey(), it.getValue())));
        return texts;
    }

    /// The entries of a table in which each is a text or several.
    Map<String, List<String>> lists() {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        table.properties()
                .forEach(it ->
                        lists.put(
                                it.getKey(),
                                several(it.getValue()).stream()
                                        .map(value -> text(it.getKey(), value))
                                        .toList()));
        return lists;
    }

    /// One value or a list of them.
    static List<JsonNode> several(JsonNode value) {
        List<JsonNode> all = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(all::add);
        } else {
            all.add(value);
        }
        return all;
    }

    String text(String name, JsonNode value) {
        if (value.isContainer() || value.isNull()) {
            throw fault(where + ": '" + name + "' is a text");
        }
        return value.asString();
    }
}
