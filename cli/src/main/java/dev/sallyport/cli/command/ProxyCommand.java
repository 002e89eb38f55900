package dev.sallyport.cli.command;

import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.cli.channel.Ticket;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `sallyport proxy`.
@Command(
        name = "proxy",
        header = "Connect standard input and output with a port of a node.",
        description = {
            "For OpenSSH's ProxyCommand: `sallyport ssh` and `sallyport ssh-config` use it.",
            "",
            NodeHelp.NODE
        },
        footer = {"", "Example:", "  ssh -o ProxyCommand='sallyport proxy %%h %%p' admin@web-1"})
final class ProxyCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Parameters(index = "0", paramLabel = "NODE", description = "Which node.")
    private String node = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PORT",
            defaultValue = "22",
            description = "Which port of it (default: ${DEFAULT-VALUE}).")
    private int port;

    ProxyCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() throws InterruptedException {
        Workbench.Connection connection = bench.connect(options);
        Sessions sessions = Sessions.of(bench, connection);
        String id = new Targets(bench, connection).one(node);
        Ticket ticket =
                sessions.start(
                        Sessions.request(
                                id,
                                "AWS-StartSSHSession",
                                Map.of("portNumber", Integer.toString(port))));
        return exitCode(sessions.run(ticket, new StdioGuest(bench.world().streams())));
    }

    private static int exitCode(SessionEnd end) {
        return switch (end) {
            case SessionEnd.Closed(String text, boolean ran, _) -> {
                if (!ran || !text.isBlank()) {
                    throw new Failure(
                            ExitCode.FAILED,
                            text.isBlank() ? "the node ended the session" : text.strip());
                }
                yield 0;
            }
            case SessionEnd.Left(), SessionEnd.Unread() -> 0;
            case SessionEnd.Missed() ->
                    throw new Failure(
                            ExitCode.FAILED, "the session ended while the connection was lost");
            case SessionEnd.Lost(String why) ->
                    throw new Failure(ExitCode.UNREACHABLE, "the connection is lost: " + why);
        };
    }
}
