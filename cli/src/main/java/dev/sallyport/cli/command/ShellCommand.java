package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.shell.ShellClient;
import dev.sallyport.cli.shell.ShellEnd;
import dev.sallyport.cli.shell.Stamps;
import dev.sallyport.cli.shell.Ticket;
import dev.sallyport.cli.shell.Timing;
import dev.sallyport.cli.shell.WebSocketWire;
import dev.sallyport.cli.terminal.EscapeKeys;
import dev.sallyport.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport shell`.
@Command(
        name = "shell",
        header = "Open a shell on a node.",
        description = {
            "NODE is a node's id (mi-...), its i- twin, its Name tag, its computer name, or the"
                    + " beginning of one of these. Of several nodes of one name the one that is"
                    + " online is meant.",
            "",
            "Keys go to the shell as they are, Ctrl-C too. After a line's end, ~. ends the session,"
                    + " ~? lists the escape keys, ~~ types a ~. A lost connection is taken up again"
                    + " for two minutes; nothing is lost or doubled.",
            "",
            "If standard input is not a terminal, it is sent to its end, and the session goes on"
                    + " until the shell ends: a script's last line should be `exit`.",
            "",
            "The exit code is 0 when the session ended, whatever the shell returned. Documents that"
                    + " report an exit code (NonInteractiveCommands with separateOutputStream) give"
                    + " that one."
        },
        footer = {
            "",
            "Examples:",
            "  sallyport shell web-1",
            "  sallyport shell mi-0123456789abcdef0 --reason 'ticket 4711'",
            "  sallyport shell web-1 --document AWS-StartInteractiveCommand --parameters command=top",
            "  printf 'uptime\\nexit\\n' | sallyport shell web-1"
        })
final class ShellCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Parameters(paramLabel = "NODE", description = "Which node.")
    private String node = "";

    @Option(
            names = "--document",
            paramLabel = "NAME",
            description = "The session document (default: the account's shell).")
    private Optional<String> document = Optional.empty();

    @Option(
            names = "--parameters",
            paramLabel = "KEY=VALUE",
            description = "A parameter of the document. May be given more than once.")
    private final Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the session.")
    private Optional<String> reason = Optional.empty();

    @Option(
            names = "--escape",
            paramLabel = "CHAR",
            defaultValue = "~",
            description = "The escape character, or none (default: ${DEFAULT-VALUE}).")
    private String escape = "~";

    ShellCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() throws InterruptedException {
        EscapeKeys keys = escapeKeys();
        Workbench.Connection connection = bench.connect(options);
        SsmSessionCalls calls = new SsmSessionCalls(connection.api());
        Ticket ticket = calls.start(request(connection.api()));
        World world = bench.world();
        Terminal terminal = world.terminal();
        boolean atTerminal = terminal.isInputTerminal();
        ShellScreen screen = new ShellScreen(world.streams(), atTerminal);
        ShellClient client =
                new ShellClient(
                        ticket,
                        calls,
                        WebSocketWire.dialer(connection.http()),
                        new Stamps(world.random(), world.clocks().wall(), world.clocks().nanos()),
                        new ShellClient.Surroundings(
                                world.streams().rawIn(),
                                screen,
                                terminal,
                                atTerminal ? keys : EscapeKeys.none()),
                        Timing.USUAL);
        ShellEnd end;
        // Nobody else can take the session up again, so it must not be left behind.
        Runnable leave = () -> quietly(() -> calls.terminate(ticket.sessionId()));
        try (Terminal.Handle _ = terminal.onInterrupt(leave);
                Terminal.Handle _ = terminal.enterRawMode()) {
            end = client.run();
        }
        return exitCode(end, ticket.sessionId(), atTerminal);
    }

    private static void quietly(Runnable call) {
        try {
            call.run();
        } catch (Failure _) {
            // The program is ending; the service notices the loss by itself.
        }
    }

    private EscapeKeys escapeKeys() {
        if (escape.equals("none")) {
            return EscapeKeys.none();
        }
        if (escape.length() != 1 || escape.charAt(0) < ' ' || escape.charAt(0) > '~') {
            throw new Failure(
                    ExitCode.USAGE,
                    "--escape: '" + escape + "' (expected: one character, or none)");
        }
        return EscapeKeys.of(escape.charAt(0));
    }

    private ObjectNode request(Api api) {
        ObjectNode request = Api.request().put("Target", Targets.resolve(api, node));
        document.ifPresent(name -> request.put("DocumentName", name));
        reason.ifPresent(text -> request.put("Reason", text));
        if (!parameters.isEmpty()) {
            ObjectNode values = request.putObject("Parameters");
            parameters.forEach((key, value) -> values.putArray(key).add(value));
        }
        return request;
    }

    private int exitCode(ShellEnd end, String sessionId, boolean atTerminal) {
        return switch (end) {
            case ShellEnd.Closed(String text, boolean ran, OptionalInt code) -> {
                if (!ran && !text.isBlank()) {
                    throw new Failure(ExitCode.FAILED, text.strip());
                }
                if (atTerminal || !text.isBlank()) {
                    String words = text.isBlank() ? "ended" : text.strip();
                    bench.report().note("Session " + sessionId + ": " + words);
                }
                yield code.orElse(0);
            }
            case ShellEnd.Left() -> {
                bench.report().note("Session " + sessionId + ": ended by you");
                yield 0;
            }
            case ShellEnd.Unread() ->
                    throw new Failure(
                            ExitCode.FAILED, "nobody reads the session's output any more");
            case ShellEnd.Lost(String why) ->
                    throw new Failure(
                            ExitCode.UNREACHABLE,
                            "the connection is lost: " + why,
                            "the session may live on; sallyport terminate " + sessionId);
        };
    }
}
