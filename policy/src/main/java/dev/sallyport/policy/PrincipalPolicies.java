package dev.sallyport.policy;

import java.util.List;
import java.util.Optional;

/// Every policy that limits or opens what one principal may do.
///
/// @param identity the principal's own and those of its groups
/// @param boundary when one is set
/// @param session those handed over when the session was made, together; absent when none were
/// @param guardRails one per level, of which every one must allow
public record PrincipalPolicies(
        PolicyIndex identity,
        Optional<PolicyIndex> boundary,
        Optional<PolicyIndex> session,
        List<PolicyIndex> guardRails) {
    /// Nothing allowed.
    public static final PrincipalPolicies NONE = ofIdentity(PolicyIndex.NONE);

    public PrincipalPolicies {
        guardRails = List.copyOf(guardRails);
    }

    public static PrincipalPolicies ofIdentity(PolicyIndex identity) {
        return new PrincipalPolicies(identity, Optional.empty(), Optional.empty(), List.of());
    }

    public PrincipalPolicies withBoundary(PolicyIndex limit) {
        return new PrincipalPolicies(identity, Optional.of(limit), session, guardRails);
    }

    public PrincipalPolicies withSession(PolicyIndex limit) {
        return new PrincipalPolicies(identity, boundary, Optional.of(limit), guardRails);
    }

    public PrincipalPolicies withGuardRails(List<PolicyIndex> levels) {
        return new PrincipalPolicies(identity, boundary, session, levels);
    }
}
