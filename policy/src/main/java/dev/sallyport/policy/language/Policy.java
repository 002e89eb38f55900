package dev.sallyport.policy.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One policy document.
public record Policy(PolicyVersion version, Optional<String> id, List<Statement> statements) {
    public Policy {
        statements = List.copyOf(statements);
        if (statements.isEmpty()) {
            throw new IllegalArgumentException("statements: none (expected: at least one)");
        }
    }

    /// The condition keys this policy asks for, in conditions and in variables, each once, as it
    /// first writes them.
    public List<String> contextKeys() {
        Map<String, String> keys = new LinkedHashMap<>();
        for (Statement statement : statements) {
            for (Condition condition : statement.conditions()) {
                keys.putIfAbsent(lower(condition.key()), condition.key());
                condition.values().forEach(value -> addVariables(value, keys));
            }
            statement.resources().patterns().forEach(pattern -> addVariables(pattern, keys));
        }
        return List.copyOf(keys.values());
    }

    private void addVariables(String text, Map<String, String> keys) {
        for (Template.Token token : Template.read(text, version.hasVariables(), true).tokens()) {
            if (token instanceof Template.Variable variable) {
                keys.putIfAbsent(lower(variable.key()), variable.key());
            }
        }
    }

    private static String lower(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
