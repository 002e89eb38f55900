package dev.sallyport.agent.session;

import dev.sallyport.agent.shell.RunAs;
import dev.sallyport.agent.shell.StartRefusedException;
import dev.sallyport.protocol.channel.InteractiveShell;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// What this agent has to know of an order to start a shell.
///
/// `profile` is typed into the shell at its start; empty if the document has none.
record ShellTask(String sessionId, RunAs.Wish runAs, String profile) {
    private static final String SUPPORTED_TYPE = "Standard_Stream";
    private static final Pattern PARAMETER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9]+)\\s*}}");

    /// Reads the order, or says why this agent cannot follow it.
    static ShellTask of(InteractiveShell order) throws StartRefusedException {
        ObjectNode document = order.documentContent();
        String type = get(document, "sessionType").asString("");
        if (!type.equals(SUPPORTED_TYPE)) {
            throw new StartRefusedException(
                    "Plugin with name " + printable(type) + " is not supported by this agent");
        }
        JsonNode inputs = get(document, "inputs");
        if (!get(inputs, "kmsKeyId").asString("").isEmpty()) {
            // Going on without it would be the silent loss of a protection somebody asked for.
            throw new StartRefusedException(
                    "This agent does not support session encryption with a KMS key");
        }
        ObjectNode values = order.parameters();
        String asked = replaced(order.runAsUser(), values);
        String standard = replaced(get(inputs, "runAsDefaultUser").asString(""), values);
        RunAs.Wish runAs =
                new RunAs.Wish(flag(inputs, "runAsEnabled"), asked.isEmpty() ? standard : asked);
        String profile = get(get(inputs, "shellProfile"), "linux").asString("");
        return new ShellTask(order.sessionId(), runAs, replaced(profile, values));
    }

    /// Puts values in place of `{{ names }}`, once: a value is never searched for names itself.
    /// Names without value stay as they are.
    static String replaced(String text, ObjectNode values) {
        Matcher matcher = PARAMETER.matcher(text);
        return matcher.replaceAll(found -> {
            String value = values.path(found.group(1)).asString(found.group());
            return Matcher.quoteReplacement(value);
        });
    }

    /// Documents carry flags as booleans or as texts.
    private static boolean flag(JsonNode inputs, String name) throws StartRefusedException {
        JsonNode value = get(inputs, name);
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        return switch (value.asString("")) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw new StartRefusedException(name + ": neither true nor false");
        };
    }

    private static JsonNode get(JsonNode object, String name) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                return entry.getValue();
            }
        }
        return MissingNode.getInstance();
    }

    private static String printable(String name) {
        return name.matches("\\w{1,64}") ? name : "''";
    }
}
