package dev.sallyport.cli.command;

import dev.sallyport.protocol.files.Wish;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sallyport sync`.
@Command(
        name = "sync",
        header = "Make a folder on a node like one here, or the other way.",
        description = {
            "One side is NODE:PATH. What is in SOURCE is copied into TARGET, which is made if it is"
                    + " missing; files of the same size and time are left alone. Links stay links."
        },
        footer = {
            "",
            "JSON lines: {event: file, name, size, result, text}, {event: removed, name, ...},"
                    + " {event: end, files, same, removed, failed, bytes, seconds}",
            "",
            "Examples:",
            "  sallyport sync site web-1:/srv/www --delete --dry-run",
            "  sallyport sync web-1:/srv/data backup --checksum"
        })
final class SyncCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Parameters(index = "0", paramLabel = "SOURCE", description = "The folder to copy from.")
    private String source = "";

    @Parameters(index = "1", paramLabel = "TARGET", description = "The folder to copy into.")
    private String target = "";

    @Option(names = "--checksum", description = "Compare content, not size and time.")
    private boolean checksum;

    @Option(names = "--delete", description = "Remove what SOURCE does not have from TARGET.")
    private boolean delete;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Change nothing; say what would be done.")
    private boolean dryRun;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the session.")
    private Optional<String> reason = Optional.empty();

    SyncCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() throws InterruptedException {
        CopySpec spec = CopySpec.of(List.of(source), target);
        Set<Wish> wishes = EnumSet.of(Wish.RECURSIVE, Wish.SYNC);
        if (checksum) {
            wishes.add(Wish.CHECKSUM);
        }
        if (delete) {
            wishes.add(Wish.DELETE);
        }
        if (dryRun) {
            wishes.add(Wish.DRY_RUN);
        }
        Workbench.Connection connection = bench.connect(options);
        return new CopyJob(bench, connection, new CopyJob.Options(wishes, options.json(), reason))
                .run(spec);
    }
}
