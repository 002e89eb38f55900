package dev.sallyport.server.access;

import dev.sallyport.policy.language.Policies;
import dev.sallyport.policy.language.PolicyKind;
import dev.sallyport.policy.language.PolicyOutcome;
import java.util.Optional;

/// Checks the policies that callers hand over for a session.
public final class SessionPolicyTexts {
    private SessionPolicyTexts() {}

    /// What is wrong with it, in words that are safe to show; empty when nothing is.
    public static Optional<String> fault(String document) {
        return switch (Policies.parse(document, PolicyKind.SESSION)) {
            case PolicyOutcome.Parsed _ -> Optional.empty();
            case PolicyOutcome.Malformed malformed -> Optional.of(malformed.message());
        };
    }
}
