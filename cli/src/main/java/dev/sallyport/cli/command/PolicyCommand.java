package dev.sallyport.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `sallyport policy`, the parent of its commands.
@Command(
        name = "policy",
        header = "Check and test policies; attach them.",
        description = "`lint` and `test` need no server.")
final class PolicyCommand implements Callable<Integer> {
    @Spec private final CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "policy: which one? (expected: "
                        + String.join(", ", spec.subcommands().keySet())
                        + ")");
    }
}
