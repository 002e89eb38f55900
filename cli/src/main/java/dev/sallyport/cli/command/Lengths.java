package dev.sallyport.cli.command;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.time.Duration;
import java.util.Locale;

/// Lengths of time as people type them.
final class Lengths {
    private Lengths() {}

    /// Reads `3600`, `90s`, `30m`, `12h` or `1d`.
    static Duration parse(String option, String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (upper.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(upper));
        }
        if (upper.matches("[0-9]{1,6}[SMH]")) {
            return Duration.parse("PT" + upper);
        }
        if (upper.matches("[0-9]{1,6}D")) {
            return Duration.parse("P" + upper);
        }
        throw new Failure(
                ExitCode.USAGE, option + ": '" + text + "' (expected: seconds, or 30m, 12h, 1d)");
    }
}
