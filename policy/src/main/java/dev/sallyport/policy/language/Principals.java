package dev.sallyport.policy.language;

import java.util.List;

/// Whom a statement of a resource's policy is about; or whom not (`NotPrincipal`).
public record Principals(boolean negated, List<Name> names) {
    public Principals {
        names = List.copyOf(names);
    }

    /// The kinds of names a principal can have.
    public enum Type {
        /// Everybody, `"Principal": "*"`.
        ANYONE("*"),
        AWS("AWS"),
        SERVICE("Service"),
        FEDERATED("Federated"),
        CANONICAL_USER("CanonicalUser");

        private final String written;

        Type(String written) {
            this.written = written;
        }

        public String written() {
            return written;
        }
    }

    /// One name, such as the ARN of a role.
    public record Name(Type type, String value) {}
}
