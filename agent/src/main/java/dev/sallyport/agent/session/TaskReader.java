package dev.sallyport.agent.session;

import dev.sallyport.agent.files.CopyOrder;
import dev.sallyport.agent.port.PortTask;
import dev.sallyport.agent.shell.Program;
import dev.sallyport.agent.shell.RunAs;
import dev.sallyport.agent.shell.StartRefusedException;
import dev.sallyport.agent.ssh.SshOrder;
import dev.sallyport.protocol.channel.InteractiveShell;
import dev.sallyport.protocol.files.FileDirection;
import dev.sallyport.protocol.files.NodePath;
import dev.sallyport.protocol.ssh.P256Key;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Reads an order to start a session, or says why this agent cannot follow it.
final class TaskReader {
    private static final Pattern PARAMETER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9]+)\\s*}}");

    /// As the stock agent has it: no escape sequence gets onto a terminal by way of a prefix.
    private static final Pattern PREFIX = Pattern.compile("[0-9a-zA-Z\r\n_:-]{0,30}");

    private final InteractiveShell order;
    private final JsonNode inputs;
    private final ObjectNode values;

    private TaskReader(InteractiveShell order) {
        this.order = order;
        this.inputs = get(order.documentContent(), "inputs");
        this.values = order.parameters();
    }

    static Task read(InteractiveShell order) throws StartRefusedException {
        return new TaskReader(order).task();
    }

    private Task task() throws StartRefusedException {
        String type = get(order.documentContent(), "sessionType").asString("");
        return switch (type) {
            case "Standard_Stream" ->
                    new Task.Terminal(
                            order.sessionId(),
                            runAs(),
                            new Program.LoginShell(),
                            replaced(text(get(inputs, "shellProfile"), "linux"), values));
            case "InteractiveCommands" ->
                    new Task.Terminal(order.sessionId(), runAs(), line(linux()), "");
            case "NonInteractiveCommands" -> command();
            case "Files" -> files();
            // A port is never encrypted, whatever key the document names, here as with AWS.
            case "Port" -> {
                ObjectNode properties = properties();
                yield new Task.Port(order.sessionId(), portTask(properties), properties);
            }
            case "Ssh" -> ssh(properties());
            default ->
                    throw new StartRefusedException(
                            "Plugin with name "
                                    + printable(type)
                                    + " is not supported by this agent");
        };
    }

    private Task command() throws StartRefusedException {
        JsonNode linux = linux();
        Task.Outputs outputs =
                new Task.Outputs(
                        flag(linux, "separateOutputStream"),
                        prefix(linux, "stdOutSeparatorPrefix"),
                        prefix(linux, "stdErrSeparatorPrefix"));
        Program.Line line = line(linux);
        return new Task.Command(
                order.sessionId(),
                runAs(),
                new Program.Words(Words.split(line.command()), line.elevated()),
                outputs,
                properties());
    }

    private Task files() throws StartRefusedException {
        ObjectNode properties = properties();
        try {
            CopyOrder copy =
                    new CopyOrder(
                            FileDirection.find(text(properties, "direction"))
                                    .orElseThrow(() ->
                                            new IllegalArgumentException(
                                                    "direction: neither upload nor download")),
                            NodePath.of(text(properties, "path")),
                            flag(properties, "delete"));
            return new Task.Files(order.sessionId(), runAs(), copy, properties);
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(String.valueOf(e.getMessage()));
        }
    }

    private RunAs.Wish runAs() throws StartRefusedException {
        if (!text(inputs, "kmsKeyId").isEmpty()) {
            // Going on without it would be the silent loss of a protection somebody asked for.
            throw new StartRefusedException(
                    "This agent does not support session encryption with a KMS key");
        }
        String asked = replaced(order.runAsUser(), values);
        String standard = replaced(text(inputs, "runAsDefaultUser"), values);
        return new RunAs.Wish(flag(inputs, "runAsEnabled"), asked.isEmpty() ? standard : asked);
    }

    private JsonNode linux() throws StartRefusedException {
        JsonNode linux = get(properties(), "linux");
        if (!linux.isObject()) {
            throw new StartRefusedException("The document has no command for linux");
        }
        return linux;
    }

    private static Program.Line line(JsonNode linux) throws StartRefusedException {
        String command = text(linux, "commands");
        if (command.isBlank()) {
            throw new StartRefusedException("Commands cannot be empty");
        }
        return new Program.Line(command, flag(linux, "runAsElevated"));
    }

    private static String prefix(JsonNode linux, String name) throws StartRefusedException {
        String prefix = text(linux, name);
        if (!PREFIX.matcher(prefix).matches()) {
            throw new StartRefusedException(name + ": not allowed (expected: " + PREFIX + ")");
        }
        return prefix;
    }

    /// The server has made one decision of the run-as rules and the caller's wish.
    private Task ssh(ObjectNode properties) throws StartRefusedException {
        String user = order.runAsUser();
        RunAs.Wish rules = runAs();
        try {
            return new Task.Ssh(
                    new SshOrder(
                            order.sessionId(),
                            new RunAs.Wish(!user.isEmpty() || rules.enabled(), user),
                            P256Key.parse(text(properties, "certificateAuthority")),
                            SshOrder.Reach.of(text(properties, "forwarding"))));
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(String.valueOf(e.getMessage()));
        }
    }

    private static PortTask portTask(ObjectNode properties) throws StartRefusedException {
        Optional<String> host = Optional.of(text(properties, "host")).filter(h -> !h.isEmpty());
        try {
            return PortTask.of(host, text(properties, "portNumber"), text(properties, "type"));
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode properties() {
        ObjectNode copy = order.documentContent().objectNode();
        for (Map.Entry<String, JsonNode> entry :
                get(order.documentContent(), "properties").properties()) {
            copy.set(entry.getKey(), replaced(entry.getValue()));
        }
        return copy;
    }

    private JsonNode replaced(JsonNode tree) {
        if (tree.isString()) {
            return StringNode.valueOf(replaced(tree.asString(), values));
        }
        if (tree instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(e -> copy.set(e.getKey(), replaced(e.getValue())));
            return copy;
        }
        return tree;
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
    private static boolean flag(JsonNode object, String name) throws StartRefusedException {
        JsonNode value = get(object, name);
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        return switch (value.asString("")) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw new StartRefusedException(name + ": neither true nor false");
        };
    }

    private static String text(JsonNode object, String name) {
        return get(object, name).asString("");
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
