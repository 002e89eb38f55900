package dev.sallyport.server.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a document's content says about itself, for lists and descriptions.
public record DocumentFacts(
        String schemaVersion,
        Optional<String> description,
        List<Parameter> parameters,
        List<String> platforms) {
    private static final List<String> EVERYWHERE = List.of("Windows", "Linux", "MacOS");

    public DocumentFacts {
        parameters = List.copyOf(parameters);
        platforms = List.copyOf(platforms);
    }

    /// A declared parameter; a default that is no text is shown as JSON.
    public record Parameter(
            String name, String type, Optional<String> description, Optional<String> byDefault) {}

    static DocumentFacts of(DocumentType type, DocumentText text) {
        ObjectNode content = ContentCodec.read(text.version().format(), text.content());
        return new DocumentFacts(
                content.path("schemaVersion").asString(""),
                Optional.ofNullable(content.get("description"))
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString),
                parameters(content.path("parameters")),
                type == DocumentType.SESSION ? EVERYWHERE : platforms(content));
    }

    private static List<Parameter> parameters(JsonNode definitions) {
        List<Parameter> all = new ArrayList<>();
        for (var entry : definitions.properties()) {
            JsonNode definition = entry.getValue();
            all.add(
                    new Parameter(
                            entry.getKey(),
                            definition.path("type").asString("String"),
                            Optional.ofNullable(definition.get("description"))
                                    .map(node -> node.asString("")),
                            Optional.ofNullable(definition.get("default"))
                                    .map(DocumentFacts::shown)));
        }
        return all;
    }

    private static String shown(JsonNode value) {
        return value.isString() ? value.asString() : ContentCodec.writeCompact(value);
    }

    private static List<String> platforms(ObjectNode content) {
        var actions = new TreeSet<String>();
        content.path("mainSteps").forEach(step -> actions.add(step.path("action").asString("")));
        content.path("runtimeConfig").propertyNames().forEach(actions::add);
        boolean shell = actions.contains("aws:runShellScript");
        boolean powerShell = actions.contains("aws:runPowerShellScript");
        if (shell && !powerShell) {
            return List.of("Linux", "MacOS");
        }
        // PowerShell runs on Linux and macOS too, but only from schema 2.0 on.
        boolean old = content.path("schemaVersion").asString("").startsWith("1.");
        return powerShell && !shell && old ? List.of("Windows") : EVERYWHERE;
    }
}
