package dev.sallyport.server.identity.directory;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One consistent picture of the account. `version` grows with every change.
public record Roster(
        long version,
        Account account,
        Table<User> users,
        Table<Group> groups,
        Table<Role> roles,
        Table<ManagedPolicy> policies,
        Fixtures fixtures) {
    /// What belongs to users and roles and has a name of its own.
    public record Fixtures(
            Table<InstanceProfile> profiles,
            Table<MfaDevice> devices,
            Table<OidcProvider> providers) {}

    /// An account without anybody in it.
    public static Roster empty(Account account) {
        return new Roster(
                0,
                account,
                Table.of(List.of()),
                Table.of(List.of()),
                Table.of(List.of()),
                Table.of(List.of()),
                new Fixtures(Table.of(List.of()), Table.of(List.of()), Table.of(List.of())));
    }

    public Table<InstanceProfile> profiles() {
        return fixtures.profiles();
    }

    public Table<MfaDevice> devices() {
        return fixtures.devices();
    }

    public Table<OidcProvider> providers() {
        return fixtures.providers();
    }

    public Names names() {
        return new Names(account.id());
    }

    public User user(String name) {
        return users.byName(name).orElseThrow(() -> missing("user", name));
    }

    public Group group(String name) {
        return groups.byName(name).orElseThrow(() -> missing("group", name));
    }

    public Role role(String name) {
        return roles.byName(name).orElseThrow(() -> missing("role", name));
    }

    private static DirectoryFault missing(String kind, String name) {
        return DirectoryFault.noSuchEntity(
                "The " + kind + " with name " + name + " cannot be found.");
    }

    public InstanceProfile profile(String name) {
        return profiles()
                .byName(name)
                .orElseThrow(() ->
                        DirectoryFault.noSuchEntity(
                                "Instance Profile " + name + " cannot be found."));
    }

    /// A policy of this account or of AWS.
    public Optional<ManagedPolicy> findPolicy(String arn) {
        if (arn.startsWith(AwsPolicies.PREFIX)) {
            return AwsPolicies.find(arn);
        }
        return policies.byName(arn.substring(arn.lastIndexOf('/') + 1))
                .filter(policy -> policy.arn().equals(arn));
    }

    public List<User> members(Group group) {
        return users.list().stream().filter(user -> user.groups().contains(group.id())).toList();
    }

    /// The groups of a user, in the order of their names.
    public List<Group> groupsOf(User user) {
        return user.groups().stream()
                .map(groups::byId)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Group::name))
                .toList();
    }

    public List<MfaDevice> devicesOf(User user) {
        return devices().list().stream().filter(it -> it.belongsTo(user.id())).toList();
    }

    Roster numbered(long number) {
        return new Roster(number, account, users, groups, roles, policies, fixtures);
    }

    public Roster with(Account other) {
        return new Roster(version, other, users, groups, roles, policies, fixtures);
    }

    /// With this entity, in the place of the one with its id if there is one.
    public Roster with(Entity entity) {
        return switch (entity) {
            case User user -> withUsers(users.with(user));
            case Group group -> withGroups(groups.with(group));
            case Role role -> withRoles(roles.with(role));
            case ManagedPolicy policy -> withPolicies(policies.with(policy));
            case InstanceProfile profile ->
                    withFixtures(new Fixtures(profiles().with(profile), devices(), providers()));
            case MfaDevice device ->
                    withFixtures(new Fixtures(profiles(), devices().with(device), providers()));
            case OidcProvider provider ->
                    withFixtures(new Fixtures(profiles(), devices(), providers().with(provider)));
        };
    }

    public Roster without(Entity entity) {
        String id = entity.id();
        return switch (entity) {
            case User _ -> withUsers(users.without(id));
            case Group _ -> withGroups(groups.without(id));
            case Role _ -> withRoles(roles.without(id));
            case ManagedPolicy _ -> withPolicies(policies.without(id));
            case InstanceProfile _ ->
                    withFixtures(new Fixtures(profiles().without(id), devices(), providers()));
            case MfaDevice _ ->
                    withFixtures(new Fixtures(profiles(), devices().without(id), providers()));
            case OidcProvider _ ->
                    withFixtures(new Fixtures(profiles(), devices(), providers().without(id)));
        };
    }

    private Roster withUsers(Table<User> others) {
        return new Roster(version, account, others, groups, roles, policies, fixtures);
    }

    private Roster withGroups(Table<Group> others) {
        return new Roster(version, account, users, others, roles, policies, fixtures);
    }

    private Roster withRoles(Table<Role> others) {
        return new Roster(version, account, users, groups, others, policies, fixtures);
    }

    private Roster withPolicies(Table<ManagedPolicy> others) {
        return new Roster(version, account, users, groups, roles, others, fixtures);
    }

    private Roster withFixtures(Fixtures others) {
        return new Roster(version, account, users, groups, roles, policies, others);
    }
}
