package dev.sallyport.cli.judge;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How a question can end.
public enum Outcome {
    ALLOW,
    IMPLICIT_DENY,
    EXPLICIT_DENY;

    /// As it is written in tables of cases.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Reads the word.
    static Optional<Outcome> find(String word) {
        return Stream.of(values()).filter(outcome -> outcome.word().equals(word)).findFirst();
    }
}
