package dev.sallyport.policy;

import java.util.List;

/// The policy a resource keeps itself.
///
/// @param account the resource's
/// @param policies the policy, and grants written as policies, if there are any
public record ResourcePolicy(String account, PolicyIndex policies, Rule rule) {
    /// What the policy means for principals of the resource's own account.
    public enum Rule {
        /// One more way in beside the principal's own policies: buckets.
        ADDS,
        /// The only way in; it may leave the choice to the account: keys.
        OPENS,
        /// As {@link #OPENS}: roles.
        TRUSTS
    }

    public static ResourcePolicy ofBucket(String account, CompiledPolicy policy) {
        return new ResourcePolicy(account, PolicyIndex.of(List.of(policy)), Rule.ADDS);
    }

    public static ResourcePolicy ofKey(String account, List<CompiledPolicy> policies) {
        return new ResourcePolicy(account, PolicyIndex.of(policies), Rule.OPENS);
    }

    public static ResourcePolicy ofRole(String account, CompiledPolicy policy) {
        return new ResourcePolicy(account, PolicyIndex.of(List.of(policy)), Rule.TRUSTS);
    }

    Layer layer() {
        return rule == Rule.TRUSTS ? Layer.TRUST : Layer.RESOURCE;
    }
}
