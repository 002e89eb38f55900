package dev.sallyport.server.api.iam;

import dev.sallyport.policy.Principal;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.DirectoryFault;
import dev.sallyport.server.identity.directory.Entity;
import dev.sallyport.server.identity.directory.NamedPolicy;
import dev.sallyport.server.identity.directory.Powers;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.User;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Who acts in a simulation: its policies as the account has them, and the condition keys it brings
/// to every call.
record Actor(
        Principal principal,
        List<NamedPolicy> policies,
        Optional<NamedPolicy> boundary,
        Map<String, List<String>> keys) {
    /// The user, group or role of this very ARN; throws when there is none.
    static Actor find(Directory directory, String arn) {
        Roster roster = directory.roster();
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        Optional<Actor> user =
                exact(roster, roster.users().byName(name), arn)
                        .flatMap(it ->
                                directory.ofUser(it.id()).map(own -> ofUser(roster, it, own)));
        Optional<Actor> role =
                exact(roster, roster.roles().byName(name), arn)
                        .flatMap(it -> directory.ofRole(it.id()))
                        .map(own -> ofRole(roster, own));
        Optional<Actor> group =
                exact(roster, roster.groups().byName(name), arn)
                        .flatMap(it -> directory.ofGroup(it.id()))
                        .map(own -> nobody(roster).with(own.policies()));
        return user.or(() -> role)
                .or(() -> group)
                .orElseThrow(() ->
                        DirectoryFault.noSuchEntity("Unable to retrieve specified IAM entity."));
    }

    private static <T extends Entity> Optional<T> exact(
            Roster roster, Optional<T> found, String arn) {
        return found.filter(it -> roster.names().of(it).equals(arn));
    }

    /// Somebody of whom nothing is known but the account.
    static Actor nobody(Roster roster) {
        return new Actor(
                new Principal.User(roster.account().id().value(), "", ""),
                List.of(),
                Optional.empty(),
                Map.of());
    }

    private Actor with(List<NamedPolicy> others) {
        return new Actor(principal, others, boundary, keys);
    }

    private static Actor ofUser(Roster roster, User user, Powers own) {
        String account = roster.account().id().value();
        Map<String, List<String>> keys = keys(account, own, "User");
        keys.put("aws:username", List.of(user.name()));
        keys.put("aws:userid", List.of(user.id()));
        return new Actor(
                new Principal.User(account, own.arn(), user.id()),
                own.policies(),
                own.boundary(),
                keys);
    }

    private static Actor ofRole(Roster roster, Powers own) {
        String account = roster.account().id().value();
        String name = own.arn().substring(own.arn().lastIndexOf('/') + 1);
        String session = "arn:aws:sts::" + account + ":assumed-role/" + name + "/simulated";
        return new Actor(
                new Principal.RoleSession(account, session, own.arn(), own.id()),
                own.policies(),
                own.boundary(),
                keys(account, own, "AssumedRole"));
    }

    /// A user that need not exist, of whom no more is known than its ARN says: whoever may simulate
    /// must not learn from it what others are like.
    static Actor named(String arn) {
        String account = arn.split(":", -1)[4];
        Map<String, List<String>> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        keys.put("aws:PrincipalArn", List.of(arn));
        keys.put("aws:PrincipalAccount", List.of(account));
        keys.put("aws:PrincipalType", List.of("User"));
        keys.put("aws:username", List.of(arn.substring(arn.lastIndexOf('/') + 1)));
        return new Actor(new Principal.User(account, arn, ""), List.of(), Optional.empty(), keys);
    }

    private static Map<String, List<String>> keys(String account, Powers own, String type) {
        Map<String, List<String>> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        keys.put("aws:PrincipalArn", List.of(own.arn()));
        keys.put("aws:PrincipalAccount", List.of(account));
        keys.put("aws:PrincipalType", List.of(type));
        own.tags().forEach((key, value) -> keys.put("aws:PrincipalTag/" + key, List.of(value)));
        return keys;
    }

    /// The same, as another user acts with its policies.
    Actor playedBy(Actor other) {
        return new Actor(other.principal, policies, boundary, other.keys);
    }
}
