package dev.sallyport.cli.command;

import dev.sallyport.cli.output.Plain;
import dev.sallyport.cli.output.Report;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `sallyport why`.
@Command(
        name = "why",
        header = "Say why the server decided a request as it did.",
        description = {
            "Takes the request's id, which every answer carries (`x-amzn-RequestId`; the aws CLI"
                    + " shows it with --debug), and shows the decision, the statements about the"
                    + " action, and what their conditions wanted and saw."
        },
        footer = {
            "",
            "JSON: {requestId, at, caller, action, decision, reason, now, resources: [{resource,"
                    + " decision, statements: [{layer, policy, sid, effect, matched, otherResource,"
                    + " failed: [{operator, key, wanted, seen}]}], remedies}]}"
        })
final class WhyCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Parameters(paramLabel = "REQUEST-ID", description = "The request's id.")
    private String id = "";

    WhyCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() {
        JsonNode decision = bench.connect(options).api().decision(id);
        if (options.json()) {
            bench.report().json(decision);
        } else {
            show(decision);
        }
        return 0;
    }

    private void show(JsonNode decision) {
        Report report = bench.report();
        fact(report, "request", decision.path("requestId"));
        fact(report, "at", decision.path("at"));
        fact(report, "caller", decision.path("caller"));
        fact(report, "action", decision.path("action"));
        report.line(label("decision") + verdict(report, decision.path("decision")));
        fact(report, "reason", decision.path("reason"));
        if (!decision.path("now").equals(decision.path("decision"))) {
            // The account changed since; the rest is told by the policies of now.
            fact(report, "now", decision.path("now"));
        }
        for (JsonNode resource : decision.path("resources")) {
            report.line("");
            report.line(
                    verdict(report, resource.path("decision"))
                            + "  "
                            + text(resource.path("resource")));
            resource.path("statements").forEach(statement -> statement(report, statement));
            resource.path("remedies").forEach(remedy -> report.line("  > " + text(remedy)));
        }
    }

    private static void fact(Report report, String name, JsonNode value) {
        if (!text(value).isEmpty()) {
            report.line(label(name) + text(value));
        }
    }

    private static String label(String name) {
        return "%-10s".formatted(name);
    }

    private static String verdict(Report report, JsonNode decision) {
        String word = text(decision);
        return word.equals("Allow") ? report.style().good(word) : report.style().error(word);
    }

    private static void statement(Report report, JsonNode statement) {
        String sid = text(statement.path("sid"));
        boolean matched = statement.path("matched").asBoolean(false);
        report.line(
                "  - %s%s: %s, %s"
                        .formatted(
                                text(statement.path("policy")),
                                sid.isEmpty() ? "" : ", " + sid,
                                text(statement.path("effect")),
                                matched ? "applies" : "does not apply"));
        JsonNode other = statement.path("otherResource");
        if (other.isObject()) {
            report.line("      it is for " + values(other.path("wanted")));
        }
        for (JsonNode failed : statement.path("failed")) {
            String seen = values(failed.path("seen"));
            report.line(
                    "      %s: wanted %s, %s"
                            .formatted(
                                    text(failed.path("key")),
                                    values(failed.path("wanted")),
                                    seen.isEmpty() ? "the request had none" : "seen " + seen));
        }
    }

    /// One value or a list of them.
    private static String values(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(WhyCommand::text).collect(Collectors.joining(" or "))
                : text(value);
    }

    private static String text(JsonNode value) {
        return Plain.text(value.asString(""));
    }
}
