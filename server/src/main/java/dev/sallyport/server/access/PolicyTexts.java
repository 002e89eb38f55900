package dev.sallyport.server.access;

import dev.sallyport.policy.language.Policies;
import dev.sallyport.policy.language.PolicyKind;
import dev.sallyport.policy.language.PolicyOutcome;
import java.util.Optional;

/// Says what is wrong with the text of a policy, in words that are safe to show and with the place;
/// empty when nothing is. Each method is for one place where a policy may stand.
public final class PolicyTexts {
    private PolicyTexts() {}

    /// In a user, group or role.
    public static Optional<String> inlineFault(String document) {
        return fault(document, PolicyKind.IDENTITY);
    }

    /// By itself, to be attached.
    public static Optional<String> managedFault(String document) {
        return fault(document, PolicyKind.MANAGED);
    }

    /// With a role, for who may take it.
    public static Optional<String> trustFault(String document) {
        return fault(document, PolicyKind.TRUST);
    }

    /// Handed over for a session.
    public static Optional<String> sessionFault(String document) {
        return fault(document, PolicyKind.SESSION);
    }

    private static Optional<String> fault(String document, PolicyKind kind) {
        return switch (Policies.parse(document, kind)) {
            case PolicyOutcome.Parsed _ -> Optional.empty();
            case PolicyOutcome.Malformed malformed -> Optional.of(malformed.message());
        };
    }
}
