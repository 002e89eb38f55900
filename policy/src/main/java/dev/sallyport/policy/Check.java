package dev.sallyport.policy;

import dev.sallyport.policy.language.Comparison;
import dev.sallyport.policy.language.Condition;
import dev.sallyport.policy.language.Operator;
import dev.sallyport.policy.language.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One compiled condition.
final class Check {
    private final Condition condition;
    private final String key;
    private final Operator.Quantifier quantifier;
    private final boolean ifExists;
    private final boolean negated;
    private final boolean variables;
    private final Wanted[] wanted;

    private Check(Condition condition, boolean variables, Wanted[] wanted) {
        this.variables = variables;
        this.condition = condition;
        this.key = condition.key().toLowerCase(Locale.ROOT);
        this.quantifier = condition.operator().quantifier();
        this.ifExists = condition.operator().ifExists();
        this.negated = condition.operator().comparison().negated();
        this.wanted = wanted;
    }

    static Check compile(Condition condition, boolean variables) {
        Comparison comparison = condition.operator().comparison();
        return new Check(
                condition,
                variables,
                condition.values().stream()
                        .map(value -> Wanted.compile(comparison, value, variables))
                        .toArray(Wanted[]::new));
    }

    Condition condition() {
        return condition;
    }

    String key() {
        return key;
    }

    /// The texts of which the request must have one under the key for the condition to hold: an
    /// index can find the statement by that. Empty when it may hold otherwise.
    Optional<List<String>> literals() {
        boolean equality =
                condition.operator().comparison() == Comparison.STRING_EQUALS
                        && quantifier != Operator.Quantifier.FOR_ALL_VALUES
                        && !ifExists;
        List<String> texts = new ArrayList<>();
        for (String value : condition.values()) {
            Template template = Template.read(value, variables, false);
            if (!equality || !template.isPlain()) {
                return Optional.empty();
            }
            texts.add(template.plain());
        }
        return Optional.of(List.copyOf(texts));
    }

    List<String> seen(ConditionKeys keys) {
        return keys.values(key);
    }

    boolean holds(Facts facts) {
        List<String> values = facts.values(key);
        if (condition.operator().comparison() == Comparison.NULL) {
            return holdsNull(values.isEmpty());
        }
        if (values.isEmpty()) {
            return holdsAbsent();
        }
        boolean all = quantifier == Operator.Quantifier.FOR_ALL_VALUES;
        for (int i = 0; i < values.size(); i++) {
            boolean fits = matchesAny(values.get(i), facts) != negated;
            if (fits != all) {
                return fits;
            }
        }
        return all;
    }

    private boolean holdsNull(boolean absent) {
        for (int i = 0; i < condition.values().size(); i++) {
            if (condition.values().get(i).equalsIgnoreCase("true") == absent) {
                return true;
            }
        }
        return false;
    }

    private boolean holdsAbsent() {
        return switch (quantifier) {
            case NONE -> ifExists || negated;
            case FOR_ALL_VALUES -> true;
            case FOR_ANY_VALUE -> ifExists;
        };
    }

    private boolean matchesAny(String value, Facts facts) {
        for (Wanted candidate : wanted) {
            if (candidate.matches(value, facts)) {
                return true;
            }
        }
        return false;
    }
}
