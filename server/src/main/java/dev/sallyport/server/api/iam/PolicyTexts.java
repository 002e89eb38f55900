package dev.sallyport.server.api.iam;

import dev.sallyport.policy.language.Policies;
import dev.sallyport.policy.language.PolicyKind;
import dev.sallyport.policy.language.PolicyOutcome;
import dev.sallyport.server.identity.care.PolicyCheck;
import java.util.Optional;

/// Checks policies by reading them as they are read when calls are decided: what would not count
/// then is refused when it is put.
public final class PolicyTexts implements PolicyCheck {
    @Override
    public Optional<String> fault(Use use, String document) {
        return switch (Policies.parse(document, kind(use))) {
            case PolicyOutcome.Parsed _ -> Optional.empty();
            case PolicyOutcome.Malformed malformed -> Optional.of(malformed.message());
        };
    }

    private static PolicyKind kind(Use use) {
        return switch (use) {
            case INLINE -> PolicyKind.IDENTITY;
            case MANAGED -> PolicyKind.MANAGED;
            case TRUST -> PolicyKind.TRUST;
        };
    }
}
