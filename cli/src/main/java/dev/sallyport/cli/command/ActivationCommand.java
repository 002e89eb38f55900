package dev.sallyport.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `sallyport activation`, the parent of its three commands.
@Command(
        name = "activation",
        header = "Make, list and delete the codes by which machines register.",
        description = {
            "A machine becomes a managed node with an activation: an id, and a code that is shown"
                    + " once. It is good for a number of machines and until a date."
        })
final class ActivationCommand implements Callable<Integer> {
    @Spec private final CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "activation: which one? (expected: create, list or delete)");
    }
}
