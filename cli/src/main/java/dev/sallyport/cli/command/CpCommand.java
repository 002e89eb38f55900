package dev.sallyport.cli.command;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.protocol.files.Wish;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sallyport cp`.
@Command(
        name = "cp",
        header = "Copy files to a node or from it.",
        description = {
            "One side is NODE:PATH; PATH is absolute or counts from the home folder of the account the"
                    + " session runs as. Permissions and times are kept. A file appears under its name"
                    + " when it is whole; an interrupted copy goes on where it stopped.",
            "",
            "Links inside a folder are copied as links. PATH itself may have no link in it."
        },
        footer = {
            "",
            "JSON lines: {event: file, name, size, result, text}, {event: end, files, bytes, ...}",
            "",
            "Examples:",
            "  sallyport cp build/app.jar web-1:/srv/app/",
            "  sallyport cp -r web-1:/var/log/nginx ./logs"
        })
final class CpCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Parameters(
            paramLabel = "SOURCE... TARGET",
            arity = "2..*",
            description = "What, and where to.")
    private final List<String> arguments = new ArrayList<>();

    @Option(
            names = {"-r", "--recursive"},
            description = "Folders too, with all that is in them.")
    private boolean recursive;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the session.")
    private Optional<String> reason = Optional.empty();

    CpCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (arguments.size() < 2) {
            throw new Failure(ExitCode.USAGE, "expected: SOURCE... TARGET");
        }
        CopySpec spec =
                CopySpec.of(arguments.subList(0, arguments.size() - 1), arguments.getLast());
        Set<Wish> wishes = recursive ? EnumSet.of(Wish.RECURSIVE) : EnumSet.noneOf(Wish.class);
        Workbench.Connection connection = bench.connect(options);
        return new CopyJob(bench, connection, new CopyJob.Options(wishes, options.json(), reason))
                .run(spec);
    }
}
