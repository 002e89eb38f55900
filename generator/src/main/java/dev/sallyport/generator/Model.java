package dev.sallyport.generator;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A merged, trimmed model, and the questions the writers ask of it.
final class Model {
    private final ObjectNode tree;

    Model(ObjectNode tree) {
        this.tree = tree;
    }

    ObjectNode tree() {
        return tree;
    }

    List<String> operations() {
        return List.copyOf(tree.path("operations").propertyNames());
    }

    String input(String operation) {
        return tree.path("operations").path(operation).path("input").path("shape").asString();
    }

    String output(String operation) {
        return tree.path("operations").path(operation).path("output").path("shape").asString();
    }

    /// Structures that become records: those of requests and responses, not the errors.
    Set<String> structures() {
        Set<String> found = new LinkedHashSet<>();
        for (String operation : operations()) {
            collect(input(operation), found, new LinkedHashSet<>());
            collect(output(operation), found, new LinkedHashSet<>());
        }
        return found;
    }

    private void collect(String name, Set<String> found, Set<String> seen) {
        if (!seen.add(name) || found.contains(name)) {
            return;
        }
        if (type(name).equals("structure")) {
            found.add(name);
        }
        for (JsonNode member : shape(name).path("members")) {
            collect(member.path("shape").asString(), found, seen);
        }
        for (String part : List.of("member", "key", "value")) {
            if (shape(name).has(part)) {
                collect(part(name, part), found, seen);
            }
        }
    }

    JsonNode shape(String name) {
        return tree.path("shapes").path(name);
    }

    String type(String name) {
        return shape(name).path("type").asString();
    }

    /// The shape of a list's `member`, a map's `key` or `value`.
    String part(String name, String part) {
        return shape(name).path(part).path("shape").asString();
    }

    boolean isRequired(String structure, String member) {
        for (JsonNode required : shape(structure).path("required")) {
            if (required.asString().equals(member)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the shape, or what a list or map of it holds, is marked sensitive. Structures answer
    /// for themselves when they print.
    boolean isSensitive(String name) {
        if (shape(name).path("sensitive").asBoolean(false)) {
            return true;
        }
        return switch (type(name)) {
            case "list" -> isSensitive(part(name, "member"));
            case "map" -> isSensitive(part(name, "key")) || isSensitive(part(name, "value"));
            default -> false;
        };
    }
}
