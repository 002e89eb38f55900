package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.cli.channel.Ticket;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.terminal.EscapeKeys;
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
            NodeHelp.NODE,
            "",
            "Keys go to the shell as they are, Ctrl-C too. After a line's end, ~. ends the session,"
                    + " ~? lists the escape keys, ~~ types a ~. A lost connection is taken up again"
                    + " for as long as the server keeps the session; nothing is lost or doubled.",
            "",
            "If standard input is not a terminal, it is sent to its end, and then Ctrl-D is typed, so"
                    + " that the shell ends as it does at the end of a script.",
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
            "  echo uptime | sallyport shell web-1"
        })
final class ShellCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Parameters(
            paramLabel = "NODE",
            arity = "0..1",
            description = "Which node; without one, at a terminal, a list to choose from.")
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
        Sessions sessions = Sessions.of(bench, connection);
        Ticket ticket = sessions.start(request(connection));
        SessionEnd end = sessions.run(ticket, new ShellGuest(bench.world(), keys));
        boolean atTerminal = bench.world().terminal().isInputTerminal();
        return exitCode(end, ticket.sessionId(), atTerminal);
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

    private ObjectNode request(Workbench.Connection connection) {
        ObjectNode request = Api.request().put("Target", new Targets(bench, connection).one(node));
        document.ifPresent(name -> request.put("DocumentName", name));
        reason.ifPresent(text -> request.put("Reason", text));
        Sessions.putParameters(request, parameters);
        return request;
    }

    private int exitCode(SessionEnd end, String sessionId, boolean atTerminal) {
        return switch (end) {
            case SessionEnd.Closed(String text, boolean ran, OptionalInt code) -> {
                if (!ran && !text.isBlank()) {
                    throw new Failure(ExitCode.FAILED, text.strip());
                }
                if (atTerminal || !text.isBlank()) {
                    String words = text.isBlank() ? "ended" : text.strip();
                    bench.report().note("Session " + sessionId + ": " + words);
                }
                yield code.orElse(0);
            }
            case SessionEnd.Missed() ->
                    throw new Failure(
                            ExitCode.FAILED, "the session ended while the connection was lost");
            case SessionEnd.Left() -> {
                bench.report().note("Session " + sessionId + ": ended by you");
                yield 0;
            }
            case SessionEnd.Unread() ->
                    throw new Failure(
                            ExitCode.FAILED, "nobody reads the session's output any more");
            case SessionEnd.Lost(String why) ->
                    throw new Failure(
                            ExitCode.UNREACHABLE,
                            "the connection is lost: " + why,
                            "the session may live on; sallyport terminate " + sessionId);
        };
    }
}
