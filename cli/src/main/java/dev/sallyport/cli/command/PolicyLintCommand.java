package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.judge.PolicyText;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.output.Plain;
import dev.sallyport.cli.output.Report;
import dev.sallyport.policy.language.Policy;
import dev.sallyport.policy.language.PolicyKind;
import dev.sallyport.policy.language.PolicyOutcome;
import dev.sallyport.policy.language.Position;
import dev.sallyport.policy.lint.Linter;
import dev.sallyport.policy.lint.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport policy lint`.
@Command(
        name = "lint",
        header = "Find errors and traps in policies.",
        description = {
            "An error is what the server refuses, with its place and what to change. A warning is a"
                    + " trap: legal, and still not what was meant. The exit code is 1 when there is"
                    + " an error, and with --strict when there is a warning."
        },
        footer = {
            "",
            "JSON: {\"findings\": [{file, line, column, severity, rule, statement, text, mend}],"
                    + " errors, warnings}",
            "",
            "Examples:",
            "  sallyport policy lint developer.json",
            "  aws iam get-user-policy ... --query PolicyDocument | sallyport policy lint -"
        })
final class PolicyLintCommand implements Callable<Integer> {
    // Far above what any policy may have; a pipe must not fill the memory.
    private static final int MOST_BYTES = 1 << 20;

    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files; - is standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description =
                    "What they are written for: identity, managed, session, trust or resource"
                            + " (default: told by their elements).")
    private Optional<PolicyKind> kind = Optional.empty();

    @Option(names = "--strict", description = "Fail on warnings too.")
    private boolean strict;

    PolicyLintCommand(Workbench bench) {
        this.bench = bench;
    }

    /// One line of the report. Errors have no rule and no statement.
    private record Finding(
            String file,
            Position at,
            boolean error,
            String rule,
            String statement,
            String text,
            String mend) {}

    @Override
    public Integer call() throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (String file : files) {
            findings.addAll(lint(file, read(file)));
        }
        long errors = findings.stream().filter(Finding::error).count();
        long warnings = findings.size() - errors;
        if (options.json()) {
            ObjectNode document = Api.request();
            ArrayNode list = document.putArray("findings");
            findings.forEach(finding -> list.add(json(finding)));
            document.put("errors", errors);
            bench.report().json(document.put("warnings", warnings));
        } else {
            findings.forEach(this::show);
            if (findings.isEmpty()) {
                bench.report().note("nothing to say about " + String.join(", ", files));
            }
        }
        boolean failed = errors > 0 || (strict && warnings > 0);
        return failed ? ExitCode.FAILED.code() : ExitCode.OK.code();
    }

    private String read(String file) throws IOException {
        try (InputStream in =
                file.equals("-")
                        ? bench.world().streams().rawIn()
                        : Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new Failure(ExitCode.USAGE, file + ": too long for a policy");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException _) {
            throw new Failure(ExitCode.NOT_FOUND, "there is no file '" + file + "'");
        }
    }

    private List<Finding> lint(String file, String text) {
        String name = file.equals("-") ? "stdin" : file;
        PolicyText policy = new PolicyText(name, text);
        return switch (policy.parse(kind.orElseGet(policy::kind))) {
            case PolicyOutcome.Malformed(Position at, String fault, String mend) ->
                    List.of(new Finding(name, at, true, "", "", fault, mend));
            case PolicyOutcome.Parsed(Policy parsed) ->
                    new Linter()
                            .lint(parsed).stream().map(warning -> finding(name, warning)).toList();
        };
    }

    private static Finding finding(String file, Warning warning) {
        return new Finding(
                file,
                warning.at(),
                false,
                warning.rule().id(),
                warning.statement(),
                warning.text(),
                warning.mend());
    }

    private void show(Finding finding) {
        Report report = bench.report();
        String place =
                "%s:%d:%d:"
                        .formatted(
                                Plain.text(finding.file()),
                                finding.at().line(),
                                finding.at().column());
        String severity =
                finding.error()
                        ? report.style().error("error:")
                        : report.style().warning("warning:");
        String trap =
                finding.error()
                        ? finding.text()
                        : "%s: %s [%s]"
                                .formatted(finding.statement(), finding.text(), finding.rule());
        report.line(place + " " + severity + " " + Plain.text(trap));
        if (!finding.mend().isEmpty()) {
            report.line("    " + report.style().hint("mend:") + " " + Plain.text(finding.mend()));
        }
    }

    private static ObjectNode json(Finding finding) {
        ObjectNode json = Api.request();
        json.put("file", finding.file());
        json.put("line", finding.at().line());
        json.put("column", finding.at().column());
        json.put("severity", finding.error() ? "error" : "warning");
        json.put("rule", finding.rule());
        json.put("statement", finding.statement());
        json.put("text", finding.text());
        return json.put("mend", finding.mend());
    }
}
