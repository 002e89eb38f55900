package dev.sallyport.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `sallyport ssh-config`.
@Command(
        name = "ssh-config",
        header = "Let plain ssh, scp, rsync and editors reach nodes by name.",
        synopsisSubcommandLabel = "COMMAND")
final class SshConfigCommand implements Runnable {
    @Spec private final CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }
}
