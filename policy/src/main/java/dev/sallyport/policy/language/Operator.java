package dev.sallyport.policy.language;

import java.util.Locale;
import java.util.Optional;

/// A condition operator with what stands before and behind its name. Case does not count.
///
/// @param ifExists holds when the key is absent
public record Operator(Comparison comparison, Quantifier quantifier, boolean ifExists) {
    private static final String IF_EXISTS = "ifexists";

    /// How many values of a key with several must match.
    public enum Quantifier {
        NONE(""),
        FOR_ALL_VALUES("ForAllValues:"),
        FOR_ANY_VALUE("ForAnyValue:");

        private final String written;

        Quantifier(String written) {
            this.written = written;
        }

        public String written() {
            return written;
        }
    }

    public static Optional<Operator> find(String written) {
        String name = written.toLowerCase(Locale.ROOT);
        Quantifier quantifier = Quantifier.NONE;
        for (Quantifier candidate : Quantifier.values()) {
            if (!candidate.written.isEmpty() && name.startsWith(lower(candidate.written))) {
                quantifier = candidate;
                name = name.substring(candidate.written.length());
            }
        }
        boolean ifExists = name.endsWith(IF_EXISTS);
        if (ifExists) {
            name = name.substring(0, name.length() - IF_EXISTS.length());
        }
        for (Comparison comparison : Comparison.values()) {
            if (lower(comparison.written()).equals(name)) {
                // Null asks whether the key exists: what would NullIfExists ask?
                return comparison == Comparison.NULL && ifExists
                        ? Optional.empty()
                        : Optional.of(new Operator(comparison, quantifier, ifExists));
            }
        }
        return Optional.empty();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /// As AWS writes it.
    public String written() {
        return quantifier.written() + comparison.written() + (ifExists ? "IfExists" : "");
    }
}
