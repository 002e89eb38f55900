package dev.sallyport.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `sallyport` itself: everything its commands have in common is told here.
@Command(
        name = "sallyport",
        header = "Shells on machines with no open port, recorded.",
        description = {
            "",
            "The server, the region and the credentials come from, in this order: the options"
                    + " below each command; SALLYPORT_ENDPOINT_URL, SALLYPORT_REGION,"
                    + " SALLYPORT_PROFILE, SALLYPORT_CA_BUNDLE, SALLYPORT_ACCESS_KEY_ID,"
                    + " SALLYPORT_SECRET_ACCESS_KEY, SALLYPORT_SESSION_TOKEN; the same names with"
                    + " AWS_ (AWS_ENDPOINT_URL_SSM too, and AWS_DEFAULT_REGION); the profile in"
                    + " ~/.aws/config and ~/.aws/credentials, or in the files that AWS_CONFIG_FILE"
                    + " and AWS_SHARED_CREDENTIALS_FILE name. --profile beats keys in the"
                    + " environment.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "`sallyport server` and `sallyport agent` run the other two programs;"
                    + " `sallyport session-manager-plugin` is what the aws CLI starts in place of"
                    + " AWS's plugin (bin/session-manager-plugin, to be put into the PATH).",
            "`sallyport COMMAND --help` tells more of each command."
        })
final class RootCommand implements Callable<Integer> {
    @Spec private final CommandSpec spec = CommandSpec.create();

    @Option(names = "--version", description = "Show the version and exit.")
    private boolean version;

    private final Workbench bench;

    RootCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() {
        if (version) {
            return new VersionCommand(bench).call();
        }
        throw new ParameterException(spec.commandLine(), "which command?");
    }
}
