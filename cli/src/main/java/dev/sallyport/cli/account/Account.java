package dev.sallyport.cli.account;

import dev.sallyport.cli.judge.Judge;
import dev.sallyport.cli.judge.Thing;
import dev.sallyport.policy.CompiledPolicy;
import dev.sallyport.policy.PolicyIndex;
import dev.sallyport.policy.ResourcePolicy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Everybody in the account.
///
/// @param trust what roles say about who may take them, by their ARN
/// @param unreadable policies that could not be read, in words
public record Account(
        List<Member> members, Map<String, CompiledPolicy> trust, List<String> unreadable)
        implements Judge.ResourcePolicies {
    public Account {
        members = List.copyOf(members);
        trust = Map.copyOf(trust);
        unreadable = List.copyOf(unreadable);
    }

    /// By ARN, `user/NAME`, `role/NAME`, or a name: of a user before that of a role.
    public Optional<Member> find(String wanted) {
        if (wanted.startsWith("arn:")) {
            return members.stream().filter(it -> it.arn().equals(wanted)).findFirst();
        }
        String bare = wanted.substring(wanted.lastIndexOf('/') + 1);
        return members.stream()
                .filter(it -> it.name().equalsIgnoreCase(bare))
                .filter(it -> !wanted.startsWith("role/") || it.isRole())
                .filter(it -> !wanted.startsWith("user/") || !it.isRole())
                .min((a, b) -> Boolean.compare(a.isRole(), b.isRole()));
    }

    /// The account's number, as everybody's ARN has it.
    public Optional<String> id() {
        return members.stream().map(it -> it.arn().split(":", 6)[4]).findFirst();
    }

    @Override
    public Optional<ResourcePolicy> of(String action, Thing thing) {
        if (!action.toLowerCase(Locale.ROOT).startsWith("sts:")
                || !thing.arn().contains(":role/")) {
            return Optional.empty();
        }
        // A role whose trust is not known trusts nobody.
        PolicyIndex index =
                Optional.ofNullable(trust.get(thing.arn()))
                        .map(policy -> PolicyIndex.of(List.of(policy)))
                        .orElse(PolicyIndex.NONE);
        return Optional.of(new ResourcePolicy(id().orElse(""), index, ResourcePolicy.Rule.TRUSTS));
    }
}
