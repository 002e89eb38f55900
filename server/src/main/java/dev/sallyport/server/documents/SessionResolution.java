package dev.sallyport.server.documents;

import dev.sallyport.protocol.files.FileDirection;
import dev.sallyport.protocol.files.NodePath;
import dev.sallyport.protocol.forward.ForwardTarget;
import dev.sallyport.protocol.forward.ForwardTargets;
import dev.sallyport.server.documents.DocumentFault.Code;
import dev.sallyport.server.documents.ResolvedDocument.Copying;
import dev.sallyport.server.documents.ResolvedDocument.ForAgent;
import dev.sallyport.server.documents.ResolvedDocument.Limits;
import dev.sallyport.server.documents.ResolvedDocument.RunAs;
import dev.sallyport.server.documents.ResolvedDocument.Ssh;
import dev.sallyport.server.documents.ResolvedDocument.Stream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One document with one caller's parameters: what the server reads from it, what a node gets.
final class SessionResolution {
    private static final int DEFAULT_IDLE_MINUTES = 20;
    // Read by the server, which replaces no `{{ssm:name}}`: left open they would be misread.
    private static final List<String> OURS =
            List.of(
                    "runAsEnabled",
                    "runAsDefaultUser",
                    "kmsKeyId",
                    "idleSessionTimeout",
                    "maxSessionDuration",
                    "cloudWatchStreamingEnabled");

    private SessionResolution() {}

    static ResolvedDocument resolve(
            SessionDocument document, Map<String, List<String>> parameters) {
        ObjectNode content = ContentCodec.readJson(document.content());
        SessionSchema.check(content);
        Tree top = new Tree("", content);
        SessionType type = SessionSchema.type(top);
        ObjectNode values =
                Parameters.bind(
                        top.map("parameters").map(ParameterDefinition::readAll).orElse(List.of()),
                        parameters);
        Tree inputs = replaced(top, "inputs", values);
        Tree properties = replaced(top, "properties", values);
        checkInputs(type, inputs);
        SessionSchema.checkProperties(type, properties);
        return new ResolvedDocument(
                document.name(),
                type,
                stream(type, properties),
                limits(inputs),
                runAs(inputs),
                new ForAgent(
                        ContentCodec.writeCompact(AgentContent.of(content, inputs)),
                        ContentCodec.writeCompact(values)),
                inputs.find(SessionSchema.EXTENSIONS).map(JsonNode::toString).orElse("{}"));
    }

    private static Tree replaced(Tree top, String member, ObjectNode values) {
        JsonNode tree =
                top.map(member)
                        .map(map -> Interpolation.apply(map.node(), values))
                        .orElseGet(ContentCodec::object);
        return new Tree(member, (ObjectNode) tree);
    }

    private static void checkInputs(SessionType type, Tree inputs) {
        SessionSchema.checkInputs(inputs);
        for (String member : OURS) {
            inputs.find(member)
                    .filter(value -> value.isString() && value.asString().contains("{{"))
                    .ifPresent(
                            value -> refuse(inputs.name(member) + ": " + value + " is not known"));
        }
        boolean encrypted = inputs.text("kmsKeyId").filter(key -> !key.isEmpty()).isPresent();
        // AWS does not use the key for Port sessions either.
        if (encrypted && type != SessionType.PORT) {
            refuse(
                    "The session document sets inputs.kmsKeyId, and this server cannot encrypt the"
                            + " channel with a KMS key yet: the session is refused rather than"
                            + " started without it.");
        }
    }

    private static void refuse(String text) {
        throw new DocumentFault(Code.INVALID_REQUEST, text);
    }

    private static Stream stream(SessionType type, Tree properties) {
        return switch (type) {
            case PORT ->
                    new Stream(properties.text("type"), Optional.of(target(properties)), false);
            case NON_INTERACTIVE_COMMANDS -> Stream.of(separatesOutput(properties));
            case STANDARD_STREAM, INTERACTIVE_COMMANDS -> Stream.of(false);
            case SSH -> Stream.of(ssh(properties));
            case FILES -> Stream.of(copying(properties));
        };
    }

    private static Ssh ssh(Tree properties) {
        Optional<String> user = properties.text("user").filter(name -> !name.isEmpty());
        if (user.filter(name -> !RunAsUsers.isAllowed(name)).isPresent()) {
            refuse("properties.user: not allowed (expected: " + RunAsUsers.FORM + ")");
        }
        String forwarding = properties.text("forwarding").orElse("");
        return new Ssh(
                user,
                SshForwarding.find(forwarding)
                        .orElseThrow(() ->
                                new DocumentFault(
                                        Code.INVALID_REQUEST,
                                        "properties.forwarding: '"
                                                + forwarding
                                                + "' (expected: none, node or anywhere)")));
    }

    private static Copying copying(Tree properties) {
        String direction = properties.text("direction").orElse("");
        try {
            return new Copying(
                    FileDirection.find(direction)
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "direction: '"
                                                    + direction
                                                    + "' (expected: upload or download)")),
                    NodePath.of(properties.text("path").orElse("")),
                    properties.flag("delete"));
        } catch (IllegalArgumentException e) {
            throw new DocumentFault(Code.INVALID_REQUEST, "properties." + e.getMessage());
        }
    }

    /// What is written as an address is judged here. A name is judged by the node, which alone
    /// knows where it leads.
    private static ForwardTarget target(Tree properties) {
        Optional<String> host = properties.text("host");
        host.flatMap(ForwardTargets::refusal).ifPresent(SessionResolution::refuse);
        String port = properties.find("portNumber").map(JsonNode::asString).orElse("");
        try {
            return ForwardTarget.of(host, port);
        } catch (IllegalArgumentException e) {
            throw new DocumentFault(Code.INVALID_REQUEST, "properties." + e.getMessage());
        }
    }

    private static boolean separatesOutput(Tree properties) {
        return properties.flag("separateOutputStream")
                || SessionSchema.PLATFORMS.stream()
                        .flatMap(platform -> properties.map(platform).stream())
                        .anyMatch(shell -> shell.flag("separateOutputStream"));
    }

    private static Limits limits(Tree inputs) {
        int idle =
                inputs.minutes("idleSessionTimeout", SessionSchema.LONGEST_IDLE_MINUTES)
                        .orElse(DEFAULT_IDLE_MINUTES);
        return new Limits(
                Duration.ofMinutes(idle),
                inputs.minutes("maxSessionDuration", SessionSchema.LONGEST_SESSION_MINUTES)
                        .map(Duration::ofMinutes));
    }

    private static RunAs runAs(Tree inputs) {
        return inputs.flag("runAsEnabled")
                ? new RunAs.Enabled(inputs.text("runAsDefaultUser").filter(user -> !user.isEmpty()))
                : new RunAs.Disabled();
    }
}
