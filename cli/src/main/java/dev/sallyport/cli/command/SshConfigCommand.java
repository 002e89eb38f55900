package dev.sallyport.cli.command;

import picocli.CommandLine.Command;

/// `sallyport ssh-config`.
@Command(
        name = "ssh-config",
        header = "Let plain ssh, scp, rsync and editors reach nodes by name.",
        synopsisSubcommandLabel = "COMMAND")
final class SshConfigCommand {}
