package dev.sallyport.server.access;

import dev.sallyport.policy.CompiledPolicy;
import dev.sallyport.policy.PolicyIndex;
import dev.sallyport.policy.ResourcePolicy;
import dev.sallyport.policy.language.Policies;
import dev.sallyport.policy.language.Policy;
import dev.sallyport.policy.language.PolicyKind;
import dev.sallyport.policy.language.PolicyOutcome;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Role;
import dev.sallyport.server.identity.directory.Roster;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The trust policies of roles, as what a role says about who may take it. Safe for use by many
/// threads; never blocks.
public final class TrustPolicies {
    // Roles that were not asked for lately are compiled again when they are.
    private static final int KEPT = 1_000;

    private final Directory directory;
    private final Map<String, ResourcePolicy> compiled = new ConcurrentHashMap<>();

    public TrustPolicies(Directory directory) {
        this.directory = directory;
    }

    /// Empty for what has no trust policy. A role that is not there trusts nobody: nobody learns
    /// from the answer whether it is.
    public Optional<ResourcePolicy> of(String action, String resource) {
        if (!action.startsWith("sts:") || !RoleArns.isRole(resource)) {
            return Optional.empty();
        }
        Roster roster = directory.roster();
        String account = roster.account().id().value();
        return Optional.of(
                RoleArns.find(roster, resource)
                        .map(role -> compiled(account, role))
                        .orElseGet(() -> nobody(account)));
    }

    private ResourcePolicy compiled(String account, Role role) {
        if (compiled.size() > KEPT) {
            compiled.clear();
        }
        return compiled.computeIfAbsent(
                role.terms().trust(), text -> compile(account, role.name(), text));
    }

    private static ResourcePolicy compile(String account, String name, String text) {
        return switch (Policies.parse(text, PolicyKind.TRUST)) {
            case PolicyOutcome.Parsed(Policy policy) ->
                    ResourcePolicy.ofRole(account, CompiledPolicy.compile(name, policy));
            case PolicyOutcome.Malformed _ -> nobody(account);
        };
    }

    private static ResourcePolicy nobody(String account) {
        return new ResourcePolicy(account, PolicyIndex.of(List.of()), ResourcePolicy.Rule.TRUSTS);
    }
}
