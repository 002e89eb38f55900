package dev.sallyport.server.access;

import dev.sallyport.policy.CompiledPolicy;
import dev.sallyport.policy.PolicyIndex;
import dev.sallyport.policy.PrincipalPolicies;
import dev.sallyport.policy.language.Policies;
import dev.sallyport.policy.language.PolicyKind;
import dev.sallyport.policy.language.PolicyOutcome;
import dev.sallyport.server.identity.directory.NamedPolicy;
import dev.sallyport.server.identity.directory.Powers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The policies of users and roles in the form they are evaluated in, kept as long as nothing about
/// them changes. Safe for use by many threads.
final class CompiledPowers {
    private static final Logger LOG = LoggerFactory.getLogger(CompiledPowers.class);
    // More principals than this were not about lately: the rest is compiled again when it is.
    private static final int KEPT = 20_000;

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(Powers powers, PrincipalPolicies policies) {}

    @SuppressWarnings("ReferenceEquality") // the same object most of the time: no look at each text
    PrincipalPolicies of(Powers powers) {
        Kept known = kept.get(powers.id());
        if (known != null && known.powers() == powers) {
            return known.policies();
        }
        // The account changed since, but perhaps not about this principal.
        PrincipalPolicies policies =
                known != null && known.powers().equals(powers) ? known.policies() : compile(powers);
        if (kept.size() >= KEPT) {
            kept.clear();
        }
        kept.put(powers.id(), new Kept(powers, policies));
        return policies;
    }

    private static PrincipalPolicies compile(Powers powers) {
        Optional<PolicyIndex> identity = index(powers.policies(), PolicyKind.IDENTITY);
        if (identity.isEmpty()) {
            // The policy that cannot be read may be the one that denies: allow nothing.
            return PrincipalPolicies.NONE;
        }
        PrincipalPolicies own = PrincipalPolicies.ofIdentity(identity.orElseThrow());
        return powers.boundary()
                .map(boundary ->
                        own.withBoundary(
                                index(List.of(boundary), PolicyKind.IDENTITY)
                                        .orElse(PolicyIndex.NONE)))
                .orElse(own);
    }

    /// Empty when one of them cannot be read.
    static Optional<PolicyIndex> index(List<NamedPolicy> policies, PolicyKind kind) {
        List<CompiledPolicy> compiled = new ArrayList<>();
        for (NamedPolicy policy : policies) {
            switch (Policies.parse(policy.document(), kind)) {
                case PolicyOutcome.Parsed(var parsed) ->
                        compiled.add(CompiledPolicy.compile(policy.name(), parsed));
                case PolicyOutcome.Malformed malformed -> {
                    LOG.atError()
                            .addKeyValue("policy", policy.name())
                            .addKeyValue("owner", policy.owner())
                            .log("a stored policy cannot be read: its owner is allowed nothing");
                    return Optional.empty();
                }
            }
        }
        return Optional.of(PolicyIndex.of(compiled));
    }
}
