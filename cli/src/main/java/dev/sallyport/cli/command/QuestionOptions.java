package dev.sallyport.cli.command;

import dev.sallyport.cli.judge.Proof;
import dev.sallyport.cli.judge.Situation;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options about when and from where something is done.
final class QuestionOptions {
    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When, such as 2030-01-31T22:00:00+01:00 (default: now).")
    private Optional<String> at = Optional.empty();

    @Option(names = "--from", paramLabel = "IP", description = "From which address.")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--context",
            paramLabel = "KEY=VALUE",
            description = "A condition key of the call. May be given more than once.")
    private final Map<String, String> context = new LinkedHashMap<>();

    Situation situation(Instant now, Proof proof) {
        Map<String, List<String>> more = new LinkedHashMap<>();
        context.forEach((key, value) -> more.put(key, List.of(value)));
        return new Situation(at.map(QuestionOptions::time).orElse(now), from, proof, more);
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--at: '" + text + "' (expected: 2030-01-31T22:00:00Z, or with +01:00)");
        }
    }
}
