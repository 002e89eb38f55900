package dev.sallyport.policy;

import dev.sallyport.policy.language.Policy;
import java.util.List;

/// A policy ready to be evaluated. Compile once and keep it: it never changes.
public final class CompiledPolicy {
    private final String name;
    private final Policy policy;
    private final List<CompiledStatement> statements;

    private CompiledPolicy(String name, Policy policy, List<CompiledStatement> statements) {
        this.name = name;
        this.policy = policy;
        this.statements = statements;
    }

    /// @param name as explanations shall call it: a policy's name or ARN
    public static CompiledPolicy compile(String name, Policy policy) {
        boolean variables = policy.version().hasVariables();
        return new CompiledPolicy(
                name,
                policy,
                policy.statements().stream()
                        .map(statement -> new CompiledStatement(statement, variables))
                        .toList());
    }

    /// The same policy under another name, without compiling it again: for caches by text.
    public CompiledPolicy named(String other) {
        return new CompiledPolicy(other, policy, statements);
    }

    public String name() {
        return name;
    }

    public Policy policy() {
        return policy;
    }

    List<CompiledStatement> statements() {
        return statements;
    }
}
