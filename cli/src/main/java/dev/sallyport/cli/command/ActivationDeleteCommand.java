package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `sallyport activation delete`.
@Command(
        name = "delete",
        header = "Delete an activation.",
        description = "No further machine can register with it. Registered nodes stay.",
        footer = {"", "JSON: {\"id\": ACTIVATION}"})
final class ActivationDeleteCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Parameters(paramLabel = "ID", description = "The activation's id.")
    private String id = "";

    ActivationDeleteCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() {
        bench.connect(options).api().ssm("DeleteActivation", Api.request().put("ActivationId", id));
        if (options.json()) {
            bench.report().json(Api.request().put("id", id));
        } else {
            bench.report().note("activation " + id + " deleted");
        }
        return 0;
    }
}
