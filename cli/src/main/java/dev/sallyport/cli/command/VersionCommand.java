package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `sallyport version`.
@Command(
        name = "version",
        header = "Show the version of this program.",
        footer = {"", "JSON: {version, java}"})
final class VersionCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    VersionCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() {
        String version = bench.world().version();
        String java = Runtime.version().toString();
        if (options.json()) {
            bench.report().json(Api.request().put("version", version).put("java", java));
        } else {
            bench.report().line("sallyport " + version + " (Java " + java + ")");
        }
        return 0;
    }
}
