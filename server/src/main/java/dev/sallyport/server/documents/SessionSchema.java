package dev.sallyport.server.documents;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a Session document, schema 1.0, must look like. Checked when a version is made, and again
/// on the values after a caller's parameters are put in.
final class SessionSchema {
    static final int LONGEST_IDLE_MINUTES = 60;
    static final int LONGEST_SESSION_MINUTES = 1440;

    /// Our own additions; agents never see them.
    static final String EXTENSIONS = "x-sallyport";

    private static final Set<String> TOP =
            Set.of(
                    "schemaVersion",
                    "description",
                    "sessionType",
                    "inputs",
                    "parameters",
                    "properties");
    private static final Set<String> FLAGS =
            Set.of(
                    "s3EncryptionEnabled",
                    "cloudWatchEncryptionEnabled",
                    "cloudWatchStreamingEnabled",
                    "runAsEnabled");
    private static final Set<String> TEXTS =
            Set.of(
                    "s3BucketName",
                    "s3KeyPrefix",
                    "cloudWatchLogGroupName",
                    "kmsKeyId",
                    "runAsDefaultUser",
                    "idleSessionTimeout",
                    "maxSessionDuration");
    private static final Set<String> MAPS = Set.of("shellProfile", EXTENSIONS);
    private static final Set<String> PORT_MEMBERS = Set.of("host", "portNumber", "type");
    private static final Set<String> SSH_MEMBERS = Set.of("user", "forwarding");
    private static final Set<String> FILES_MEMBERS = Set.of("direction", "path", "delete");
    static final List<String> PLATFORMS = List.of("linux", "macos", "windows");

    private SessionSchema() {}

    /// @throws DocumentFault naming the member that is wrong
    static void check(ObjectNode content) {
        Tree top = new Tree("", content);
        String version = top.requiredText("schemaVersion");
        if (!version.equals("1.0")) {
            throw new DocumentFault(
                    DocumentFault.Code.INVALID_SCHEMA_VERSION,
                    "schemaVersion: \""
                            + version
                            + "\" (expected: \"1.0\" for a Session document)");
        }
        top.refuseOthersThan(TOP);
        top.text("description");
        SessionType type = type(top);
        top.map("inputs").ifPresent(SessionSchema::checkInputs);
        top.map("parameters").ifPresent(ParameterDefinition::readAll);
        if (type == SessionType.STANDARD_STREAM) {
            require(top, "inputs", type);
        } else {
            require(top, "properties", type);
        }
        top.map("properties").ifPresent(properties -> checkProperties(type, properties));
    }

    static SessionType type(Tree top) {
        String name = top.requiredText("sessionType");
        return SessionType.find(name)
                .orElseThrow(() ->
                        Tree.invalid(
                                "sessionType: \""
                                        + name
                                        + "\" (expected: Standard_Stream,"
                                        + " InteractiveCommands, NonInteractiveCommands,"
                                        + " Port, Ssh or Files)"));
    }

    static void checkInputs(Tree inputs) {
        inputs.refuseOthersThan(known());
        inputs.texts(TEXTS);
        FLAGS.forEach(inputs::flag);
        inputs.minutes("idleSessionTimeout", LONGEST_IDLE_MINUTES);
        inputs.minutes("maxSessionDuration", LONGEST_SESSION_MINUTES);
        inputs.text("runAsDefaultUser")
                .filter(user -> !user.contains(Tree.EXPRESSION))
                .ifPresent(SessionSchema::checkRunAsUser);
        inputs.map("shellProfile")
                .ifPresent(profile -> {
                    profile.refuseOthersThan(Set.of("linux", "windows"));
                    profile.texts(List.of("linux", "windows"));
                });
        inputs.map(EXTENSIONS);
    }

    private static Set<String> known() {
        var known = new java.util.HashSet<>(TEXTS);
        known.addAll(FLAGS);
        known.addAll(MAPS);
        return known;
    }

    private static void checkRunAsUser(String user) {
        if (!user.isEmpty() && !RunAsUsers.isAllowed(user)) {
            throw Tree.invalid(
                    "inputs.runAsDefaultUser: '" + user + "' (expected: " + RunAsUsers.FORM + ")");
        }
    }

    private static void require(Tree top, String member, SessionType type) {
        if (top.map(member).isEmpty()) {
            throw Tree.invalid(member + ": missing (needed for " + type.wireName() + ")");
        }
    }

    static void checkProperties(SessionType type, Tree properties) {
        switch (type) {
            case STANDARD_STREAM -> {}
            case PORT -> checkPort(properties);
            case SSH -> {
                properties.refuseOthersThan(SSH_MEMBERS);
                properties.texts(SSH_MEMBERS);
            }
            case INTERACTIVE_COMMANDS, NON_INTERACTIVE_COMMANDS -> checkCommands(properties);
            case FILES -> {
                properties.refuseOthersThan(FILES_MEMBERS);
                properties.texts(FILES_MEMBERS);
            }
        }
    }

    private static void checkPort(Tree properties) {
        for (String member : List.of("portNumber", "localPortNumber")) {
            properties
                    .find(member)
                    .filter(value -> !value.isIntegralNumber() && !value.isString())
                    .ifPresent(_ -> {
                        throw Tree.invalid(properties.name(member) + ": not a port");
                    });
        }
        properties.texts(List.of("host", "type", "localConnectionType", "localUnixSocket"));
        properties.refuseOtherCase(PORT_MEMBERS);
    }

    private static void checkCommands(Tree properties) {
        if (PLATFORMS.stream().noneMatch(name -> properties.find(name).isPresent())) {
            throw Tree.invalid("properties: names no platform (expected: linux, macos or windows)");
        }
        for (String platform : PLATFORMS) {
            properties
                    .map(platform)
                    .ifPresent(shell -> {
                        shell.find("commands")
                                .filter(value -> !isTextOrTexts(value))
                                .ifPresent(_ -> {
                                    throw Tree.invalid(shell.name("commands") + ": not a string");
                                });
                        shell.bool("runAsElevated");
                        shell.flag("separateOutputStream");
                    });
        }
    }

    private static boolean isTextOrTexts(JsonNode value) {
        return value instanceof ArrayNode array
                ? array.valueStream().allMatch(JsonNode::isString)
                : value.isString();
    }
}
