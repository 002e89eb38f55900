package dev.sallyport.policy.lint;

import dev.sallyport.policy.language.Policy;
import dev.sallyport.policy.language.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reads a policy for traps.
public final class Linter {
    private final ConditionRules conditions = new ConditionRules();

    /// In the order of the policy's text.
    public List<Warning> lint(Policy policy) {
        List<Warning> warnings = new ArrayList<>();
        for (Statement statement : policy.statements()) {
            Subject subject = new Subject(policy, statement, warnings);
            ElementRules.check(subject);
            SessionRules.check(subject);
            conditions.check(subject);
        }
        warnings.sort(
                Comparator.comparingInt((Warning warning) -> warning.at().line())
                        .thenComparingInt(warning -> warning.at().column()));
        return List.copyOf(warnings);
    }
}
