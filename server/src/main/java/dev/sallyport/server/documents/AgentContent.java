package dev.sallyport.server.documents;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The document as agents get it: what the author wrote, in the types their parser takes.
///
/// An agent that cannot parse a task says nothing to anybody, so this may leave no doubt.
final class AgentContent {
    private AgentContent() {}

    /// `inputs` are the document's with the parameters put in. Agents put them in once more; for
    /// what the server decides (run-as) they get the outcome, so that both see the same.
    static ObjectNode of(ObjectNode content, Tree inputs) {
        ObjectNode copy = content.deepCopy();
        if (copy.get("inputs") instanceof ObjectNode own) {
            own.remove(SessionSchema.EXTENSIONS);
            for (String flag : List.of("runAsEnabled", "cloudWatchStreamingEnabled")) {
                if (own.has(flag)) {
                    own.put(flag, inputs.flag(flag));
                }
            }
            inputs.text("runAsDefaultUser").ifPresent(user -> own.put("runAsDefaultUser", user));
        }
        if (copy.get("properties") instanceof ObjectNode properties) {
            asTexts(properties);
        }
        return copy;
    }

    private static void asTexts(ObjectNode properties) {
        for (String port : List.of("portNumber", "localPortNumber")) {
            JsonNode value = properties.get(port);
            if (value != null && value.isIntegralNumber()) {
                properties.put(port, value.asString());
            }
        }
        for (String platform : SessionSchema.PLATFORMS) {
            if (properties.get(platform) instanceof ObjectNode shell
                    && shell.get("commands") instanceof ArrayNode lines) {
                shell.put(
                        "commands",
                        lines.valueStream()
                                .map(JsonNode::asString)
                                .collect(Collectors.joining("\n")));
            }
        }
    }
}
