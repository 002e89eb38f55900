package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.judge.Case;
import dev.sallyport.cli.judge.CaseFile;
import dev.sallyport.cli.judge.Judge;
import dev.sallyport.cli.judge.Ruling;
import dev.sallyport.cli.judge.Thing;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.output.Plain;
import dev.sallyport.cli.output.Report;
import dev.sallyport.cli.output.Table;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport policy test`.
@Command(
        name = "test",
        header = "Test policies against a table of cases.",
        description = {
            "Asks the server's own engine, on this machine. The exit code is 1 when a case comes out"
                    + " otherwise than expected.",
            "",
            "The table is TOML, or JSON of the same form; docs/cli.md has every key:",
            "",
            "  policies = [\"developer.json\"]     # files beside the table",
            "  boundary = \"boundary.json\"",
            "  principal = {user = \"alice\", tags = {team = \"web\"}}",
            "",
            "  [[case]]",
            "  action = \"ssm:StartSession\"",
            "  resource = \"arn:aws:ec2:...:instance/i-...\"   # or a list: all must be allowed",
            "  tags = {team = \"web\"}            # of the resource",
            "  mfa = true                       # false: a session without; left out: a key",
            "  context = {\"aws:SourceIp\" = \"10.0.0.7\"}",
            "  expect = \"allow\"               # deny, implicit-deny, explicit-deny"
        },
        footer = {
            "",
            "JSON: {\"cases\": [{name, action, resources, expected, got, ok, text, reasons}],"
                    + " differences}"
        })
final class PolicyTestCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Parameters(paramLabel = "FILE", description = "The table of cases.")
    private Path file = Path.of("");

    @Option(
            names = "--why",
            description = "Give the reasons of every case, not only of those that differ.")
    private boolean why;

    PolicyTestCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() throws IOException {
        Judge judge = new Judge(Judge.ResourcePolicies.NONE);
        List<Case.Run> runs = cases().stream().map(row -> row.run(judge)).toList();
        long differences = runs.stream().filter(run -> !run.isAsExpected()).count();
        if (options.json()) {
            ObjectNode document = Api.request();
            ArrayNode rows = document.putArray("cases");
            runs.forEach(run -> rows.add(json(run)));
            bench.report().json(document.put("differences", differences));
        } else {
            show(runs);
            bench.report()
                    .note("%d of %d as expected".formatted(runs.size() - differences, runs.size()));
        }
        return differences > 0 ? ExitCode.FAILED.code() : ExitCode.OK.code();
    }

    private List<Case> cases() throws IOException {
        try {
            return CaseFile.read(file, bench.now());
        } catch (NoSuchFileException _) {
            throw new Failure(ExitCode.NOT_FOUND, "there is no file '" + file + "'");
        }
    }

    private void show(List<Case.Run> runs) {
        Report report = bench.report();
        Table table = new Table("CASE", "ACTION", "EXPECTED", "GOT", "RESULT");
        for (Case.Run run : runs) {
            table.row(
                    run.row().name(),
                    run.row().action(),
                    run.row().expected().word(),
                    run.ruling().outcome().word(),
                    run.isAsExpected() ? "ok" : "DIFFERS");
        }
        report.table(table, "");
        for (Case.Run run : runs) {
            if (why || !run.isAsExpected()) {
                report.line("");
                report.line(Plain.text(run.row().name()) + ":");
                explain(report, run.ruling());
            }
        }
    }

    /// The sentence, and the statements behind it.
    static void explain(Report report, Ruling ruling) {
        report.line("  " + Plain.text(ruling.text()));
        ruling.reasons().forEach(reason -> report.line("    - " + Plain.text(reason)));
    }

    private static ObjectNode json(Case.Run run) {
        ObjectNode json = Api.request();
        json.put("name", run.row().name());
        json.put("action", run.row().action());
        ArrayNode resources = json.putArray("resources");
        run.row().things().stream().map(Thing::arn).forEach(resources::add);
        json.put("expected", run.row().expected().word());
        json.put("got", run.ruling().outcome().word());
        json.put("ok", run.isAsExpected());
        json.put("text", run.ruling().text());
        ArrayNode reasons = json.putArray("reasons");
        run.ruling().reasons().forEach(reasons::add);
        return json;
    }
}
