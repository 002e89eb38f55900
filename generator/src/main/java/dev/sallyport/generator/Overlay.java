package dev.sallyport.generator;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Merges our additions into an official model and cuts away what is not served.
final class Overlay {
    private Overlay() {}

    /// A new tree: metadata, served operations in the overlay's order, shapes reachable from them.
    static ObjectNode apply(ObjectNode source, ObjectNode overlay) {
        ObjectNode merged = source.deepCopy();
        for (String part : List.of("metadata", "operations", "shapes")) {
            merge(merged.withObject("/" + part), overlay.withObject("/" + part));
        }

        ObjectNode result = source.objectNode();
        result.set("metadata", merged.get("metadata"));
        ObjectNode operations = result.putObject("operations");
        for (JsonNode name : overlay.withArray("/serve")) {
            operations.set(name.asString(), operation(name.asString(), merged));
        }
        ObjectNode shapes = result.putObject("shapes");
        ObjectNode all = merged.withObject("/shapes");
        for (String name : reachable(operations, all)) {
            shapes.set(name, strip(shape(all, name)));
        }
        return result;
    }

    /// Objects merge by key, enums add up, anything else of the overlay replaces.
    private static void merge(ObjectNode into, ObjectNode additions) {
        for (var addition : additions.properties()) {
            JsonNode old = into.path(addition.getKey());
            JsonNode add = addition.getValue();
            if (old instanceof ObjectNode oldObject && add instanceof ObjectNode addObject) {
                merge(oldObject, addObject);
            } else if (old instanceof ArrayNode list && addition.getKey().equals("enum")) {
                list.addAll((ArrayNode) add);
            } else {
                into.set(addition.getKey(), add.deepCopy());
            }
        }
    }

    /// An operation whose input or output the model leaves out gets an empty one, so that every
    /// operation has a request and a response type.
    private static ObjectNode operation(String name, ObjectNode model) {
        if (!(model.withObject("/operations").get(name) instanceof ObjectNode found)) {
            throw new IllegalArgumentException(
                    "served operation: " + name + " (expected: one the model or overlay defines)");
        }
        ObjectNode operation = strip(found);
        operation.remove("http");
        operation.remove("name");
        complete(operation, "input", name + "Request", model);
        complete(operation, "output", name + "Response", model);
        return operation;
    }

    private static void complete(
            ObjectNode operation, String side, String shape, ObjectNode model) {
        if (!operation.has(side)) {
            operation.putObject(side).put("shape", shape);
            ObjectNode empty = model.withObject("/shapes").putObject(shape);
            empty.put("type", "structure").putObject("members");
        }
    }

    private static Set<String> reachable(ObjectNode operations, ObjectNode shapes) {
        Set<String> seen = new LinkedHashSet<>();
        for (JsonNode operation : operations) {
            visit(operation.path("input").path("shape").asString(), shapes, seen);
            visit(operation.path("output").path("shape").asString(), shapes, seen);
            for (JsonNode error : operation.path("errors")) {
                visit(error.path("shape").asString(), shapes, seen);
            }
        }
        return seen;
    }

    private static void visit(String name, ObjectNode shapes, Set<String> seen) {
        if (!seen.add(name)) {
            return;
        }
        ObjectNode shape = shape(shapes, name);
        for (JsonNode member : shape.path("members")) {
            visit(member.path("shape").asString(), shapes, seen);
        }
        for (String part : new String[] {"member", "key", "value"}) {
            if (shape.has(part)) {
                visit(shape.path(part).path("shape").asString(), shapes, seen);
            }
        }
    }

    private static ObjectNode shape(ObjectNode shapes, String name) {
        if (shapes.get(name) instanceof ObjectNode shape) {
            return shape;
        }
        throw new IllegalArgumentException("shape: " + name + " (expected: one that is defined)");
    }

    /// Without prose. Only in the places where it is prose: a member may bear that name.
    private static ObjectNode strip(ObjectNode described) {
        ObjectNode bare = described.deepCopy();
        bare.remove("documentation");
        for (JsonNode member : bare.path("members")) {
            ((ObjectNode) member).remove("documentation");
        }
        for (JsonNode part : bare) {
            if (part instanceof ObjectNode reference && reference.has("shape")) {
                reference.remove("documentation");
            }
        }
        for (JsonNode error : bare.path("errors")) {
            ((ObjectNode) error).remove("documentation");
        }
        return bare;
    }
}
