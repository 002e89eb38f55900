package dev.sallyport.agent;

import dev.sallyport.agent.link.AgentVersion;
import dev.sallyport.agent.link.Reason;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `sallyport agent`: registers a machine as a node, and serves it.
@Command(
        name = "sallyport agent",
        description = "Registers this machine as a managed node, and serves it.",
        version = AgentVersion.SALLYPORT,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RegisterCommand.class, RunCommand.class, StatusCommand.class})
public final class Main {
    /// For picocli.
    Main() {}

    public static void main(String[] arguments) {
        int code =
                new CommandLine(new Main())
                        .setExecutionExceptionHandler((e, line, _) -> {
                            line.getErr().println("sallyport agent: " + Reason.of(e));
                            return CommandLine.ExitCode.SOFTWARE;
                        })
                        .execute(arguments);
        System.exit(code);
    }
}
