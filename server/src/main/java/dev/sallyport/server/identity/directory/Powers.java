package dev.sallyport.server.identity.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the account says about one user or role: the input of a decision.
///
/// Two powers are equal when nothing that counts differs, so that whoever compiles them can keep
/// the result under the id and compare. Texts are shared, so comparing is cheap.
public record Powers(
        String id,
        String arn,
        List<NamedPolicy> policies,
        Optional<NamedPolicy> boundary,
        Map<String, String> tags) {
    public Powers {
        policies = List.copyOf(policies);
        tags = Tags.ordered(tags);
    }

    /// A user's own policies, then those of its groups.
    static Powers of(Roster roster, User user) {
        List<NamedPolicy> policies = new ArrayList<>(policies(roster, user));
        roster.groupsOf(user).forEach(group -> policies.addAll(policies(roster, group)));
        return powers(roster, user, policies);
    }

    static Powers of(Roster roster, Role role) {
        return powers(roster, role, policies(roster, role));
    }

    static Powers of(Roster roster, Group group) {
        return powers(roster, group, policies(roster, group));
    }

    private static Powers powers(Roster roster, Grantee who, List<NamedPolicy> policies) {
        String arn = roster.names().of(who);
        // A boundary that cannot be read must not fall away: an empty text allows nothing.
        Optional<NamedPolicy> boundary =
                who.grants()
                        .boundary()
                        .map(it ->
                                managed(roster, it, arn)
                                        .orElse(
                                                new NamedPolicy(
                                                        it, Optional.of(it), arn, NOTHING)));
        return new Powers(who.id(), arn, policies, boundary, who.tags());
    }

    private static final String NOTHING = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

    private static List<NamedPolicy> policies(Roster roster, Grantee who) {
        String owner = roster.names().of(who);
        List<NamedPolicy> policies = new ArrayList<>();
        who.grants()
                .attached()
                .forEach(arn -> managed(roster, arn, owner).ifPresent(policies::add));
        who.grants()
                .inline()
                .forEach((name, text) ->
                        policies.add(new NamedPolicy(name, Optional.empty(), owner, text)));
        return policies;
    }

    static Optional<NamedPolicy> managed(Roster roster, String arn, String owner) {
        return roster.findPolicy(arn)
                .map(policy ->
                        new NamedPolicy(policy.name(), Optional.of(arn), owner, policy.document()));
    }
}
