package dev.sallyport.policy;

import dev.sallyport.policy.language.Policy;
import java.util.List;

/// A policy ready to be evaluated. Compile once and keep it: it never changes.
public final class CompiledPolicy {
    private final String name;
    private final Policy policy;
    private final List<CompiledStatement> statements;

    private CompiledPolicy(String name, Policy policy) {
        this.name = name;
        this.policy = policy;
        boolean variables = policy.version().hasVariables();
        this.statements =
                policy.statements().stream()
                        .map(statement -> new CompiledStatement(name, statement, variables))
                        .toList();
    }

    /// @param name as explanations shall call it: a policy's name or ARN
    public static CompiledPolicy compile(String name, Policy policy) {
        return new CompiledPolicy(name, policy);
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
