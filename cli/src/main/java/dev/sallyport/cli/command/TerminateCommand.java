package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `sallyport terminate`.
@Command(
        name = "terminate",
        header = "End a session.",
        description =
                "Ends a session, whoever runs it. A session that has ended already is no error.",
        footer = {"", "JSON: {\"id\": SESSION}"})
final class TerminateCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Parameters(paramLabel = "SESSION", description = "The session's id.")
    private String session = "";

    TerminateCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() {
        Api api = bench.connect(options).api();
        api.ssm("TerminateSession", Api.request().put("SessionId", session));
        if (options.json()) {
            bench.report().json(Api.request().put("id", session));
        } else {
            bench.report().note("session " + session + " ended");
        }
        return 0;
    }
}
