package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.output.Report;
import dev.sallyport.cli.output.Times;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport activation create`.
@Command(
        name = "create",
        header = "Make an activation.",
        description =
                "Prints the id, the code (once: it is not stored readably), and what to type"
                        + " on the machine.",
        footer = {
            "",
            "JSON: {id, code, expires, limit}",
            "",
            "Example:",
            "  sallyport activation create --name web --limit 10 --expires 2d --tag team=web"
        })
final class ActivationCreateCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Option(
            names = "--role",
            paramLabel = "NAME",
            defaultValue = "nodes",
            description = "The role the nodes get (default: ${DEFAULT-VALUE}).")
    private String role = "nodes";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The name the nodes are shown under.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
    private Optional<String> description = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1",
            description = "For how many machines (default: ${DEFAULT-VALUE}).")
    private int limit = 1;

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description =
                    "Until when: 30m, 12h, 7d, or a time such as 2030-01-31T12:00:00Z (default: the"
                            + " server's, 24h).")
    private Optional<String> expires = Optional.empty();

    @Option(
            names = "--tag",
            paramLabel = "KEY=VALUE",
            description = "A tag the nodes get. May be given more than once.")
    private final Map<String, String> tags = new LinkedHashMap<>();

    ActivationCreateCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() {
        ObjectNode request = Api.request().put("IamRole", role).put("RegistrationLimit", limit);
        name.ifPresent(text -> request.put("DefaultInstanceName", text));
        description.ifPresent(text -> request.put("Description", text));
        Optional<Instant> until = expires.map(text -> instant(text, bench.now()));
        until.ifPresent(instant -> request.put("ExpirationDate", instant.getEpochSecond()));
        tags.forEach((key, value) ->
                request.withArray("Tags").addObject().put("Key", key).put("Value", value));
        Workbench.Connection connection = bench.connect(options);
        JsonNode made = connection.api().ssm("CreateActivation", request);
        String id = made.path("ActivationId").asString("");
        String code = made.path("ActivationCode").asString("");
        Report report = bench.report();
        if (options.json()) {
            ObjectNode json = Api.request().put("id", id).put("code", code);
            json.put("expires", until.map(Times::iso).orElse(""));
            report.json(json.put("limit", limit));
        } else {
            report.line("id    " + id);
            report.line("code  " + code);
            report.note("");
            report.note("The code is not shown again. On the machine:");
            report.note(
                    "  sallyport agent register --server %s --region %s --id %s --code %s"
                            .formatted(
                                    connection.settings().endpoint("ssm"),
                                    connection.settings().region(),
                                    id,
                                    code));
        }
        return 0;
    }

    /// A length of time from `now` on, or a time.
    static Instant instant(String text, Instant now) {
        try {
            String upper = text.toUpperCase(Locale.ROOT);
            if (upper.matches("[0-9]{1,6}[MH]")) {
                return now.plus(Duration.parse("PT" + upper));
            }
            return upper.matches("[0-9]{1,6}D")
                    ? now.plus(Duration.parse("P" + upper))
                    : Instant.parse(upper);
        } catch (DateTimeException _) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--expires: '" + text + "' (expected: 30m, 12h, 7d or 2030-01-31T12:00:00Z)");
        }
    }
}
