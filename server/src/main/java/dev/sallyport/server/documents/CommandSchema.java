package dev.sallyport.server.documents;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The outline of a Command document: what every agent needs before it looks at a step.
final class CommandSchema {
    private static final Set<String> VERSIONS = Set.of("1.2", "2.0", "2.2");

    private CommandSchema() {}

    /// @throws DocumentFault naming the member that is wrong
    static void check(ObjectNode content) {
        Tree top = new Tree("", content);
        String version = top.requiredText("schemaVersion");
        if (!VERSIONS.contains(version)) {
            throw new DocumentFault(
                    DocumentFault.Code.INVALID_SCHEMA_VERSION,
                    "schemaVersion: \""
                            + version
                            + "\" (expected: \"1.2\", \"2.0\" or \"2.2\" for a Command document)");
        }
        top.text("description");
        top.map("parameters");
        if (version.equals("1.2")) {
            if (top.map("runtimeConfig").isEmpty()) {
                throw Tree.invalid("runtimeConfig: missing (needed for 1.2)");
            }
        } else {
            checkSteps(version, content);
        }
    }

    private static void checkSteps(String version, ObjectNode content) {
        if (!(content.get("mainSteps") instanceof ArrayNode steps) || steps.isEmpty()) {
            throw Tree.invalid("mainSteps: missing or no list (needed for " + version + ")");
        }
        int index = 0;
        for (JsonNode step : steps) {
            String path = "mainSteps[" + index++ + "]";
            if (!(step instanceof ObjectNode object)) {
                throw Tree.invalid(path + ": not a map");
            }
            Tree tree = new Tree(path, object);
            tree.requiredText("action");
            tree.requiredText("name");
            tree.map("inputs");
        }
    }
}
