package dev.sallyport.policy;

import dev.sallyport.policy.language.Comparison;
import dev.sallyport.policy.language.Condition;
import dev.sallyport.policy.language.Operator;
import java.util.List;
import java.util.Locale;

/// One compiled condition.
final class Check {
    private final Condition condition;
    private final String key;
    private final Operator.Quantifier quantifier;
    private final boolean ifExists;
    private final boolean negated;
    private final Wanted[] wanted;

    private Check(Condition condition, Wanted[] wanted) {
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
                condition.values().stream()
                        .map(value -> Wanted.compile(comparison, value, variables))
                        .toArray(Wanted[]::new));
    }

    Condition condition() {
        return condition;
    }

    List<String> seen(ConditionKeys keys) {
        return keys.values(key);
    }

    boolean holds(ConditionKeys keys) {
        List<String> values = keys.values(key);
        if (condition.operator().comparison() == Comparison.NULL) {
            return holdsNull(values.isEmpty());
        }
        if (values.isEmpty()) {
            return holdsAbsent();
        }
        boolean all = quantifier == Operator.Quantifier.FOR_ALL_VALUES;
        for (int i = 0; i < values.size(); i++) {
            boolean fits = matchesAny(values.get(i), keys) != negated;
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

    private boolean matchesAny(String value, ConditionKeys keys) {
        for (Wanted candidate : wanted) {
            if (candidate.matches(value, keys)) {
                return true;
            }
        }
        return false;
    }
}
