package dev.sallyport.server.identity.care;

import dev.sallyport.server.identity.directory.DirectoryFault;
import dev.sallyport.server.identity.directory.Grantee;
import dev.sallyport.server.identity.directory.Grants;
import dev.sallyport.server.identity.directory.ManagedPolicy;
import dev.sallyport.server.identity.directory.Role;
import dev.sallyport.server.identity.directory.Roster;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// Gives policies to users, groups and roles and takes them away.
public final class Grantees {
    private final Registrar registrar;
    private final Texts texts;

    public Grantees(Registrar registrar, PolicyCheck check) {
        this.registrar = registrar;
        this.texts = new Texts(check);
    }

    /// Who can be given policies, and by which name IAM's errors know it.
    public enum Kind {
        USER("user", "PoliciesPerUser", Quotas.USER_POLICY_SIZE),
        GROUP("group", "PoliciesPerGroup", Quotas.GROUP_POLICY_SIZE),
        ROLE("role", "PoliciesPerRole", Quotas.ROLE_POLICY_SIZE);

        private final String word;
        private final String quota;
        private final int inlineSize;

        Kind(String word, String quota, int size) {
            this.word = word;
            this.quota = quota;
            this.inlineSize = size;
        }

        /// Throws when there is none of that name.
        public Grantee find(Roster roster, String name) {
            return switch (this) {
                case USER -> roster.user(name);
                case GROUP -> roster.group(name);
                case ROLE -> roster.role(name);
            };
        }
    }

    public void attach(Kind kind, String name, String arn) {
        change(
                kind,
                name,
                (roster, grants) -> {
                    String found = attachable(roster, arn).arn();
                    if (!grants.attached().contains(found)) {
                        Quotas.check(
                                grants.attached().size(), Quotas.ATTACHED_POLICIES, kind.quota);
                    }
                    return grants.attach(found);
                });
    }

    public void detach(Kind kind, String name, String arn) {
        change(
                kind,
                name,
                (roster, grants) -> {
                    parsed(arn);
                    if (!grants.attached().contains(arn)) {
                        throw DirectoryFault.noSuchEntity("Policy " + arn + " was not found.");
                    }
                    return grants.detach(arn);
                });
    }

    public void putInline(Kind kind, String name, String policy, String document) {
        String text = texts.inline(document);
        change(
                kind,
                name,
                (_, grants) -> {
                    Grants more = grants.withInline(policy, text);
                    int size = more.inline().values().stream().mapToInt(Quotas::size).sum();
                    if (size > kind.inlineSize) {
                        throw new DirectoryFault(
                                DirectoryFault.Code.LIMIT_EXCEEDED,
                                "Maximum policy size of %d bytes exceeded for %s %s"
                                        .formatted(kind.inlineSize, kind.word, name));
                    }
                    return more;
                });
    }

    public String inline(Kind kind, String name, String policy) {
        return Optional.ofNullable(
                        kind.find(registrar.roster(), name).grants().inline().get(policy))
                .orElseThrow(() -> noInline(kind, policy));
    }

    public void deleteInline(Kind kind, String name, String policy) {
        change(
                kind,
                name,
                (_, grants) -> {
                    if (!grants.inline().containsKey(policy)) {
                        throw noInline(kind, policy);
                    }
                    return grants.withoutInline(policy);
                });
    }

    private static DirectoryFault noInline(Kind kind, String policy) {
        return DirectoryFault.noSuchEntity(
                "The " + kind.word + " policy with name " + policy + " cannot be found.");
    }

    public void putBoundary(Kind kind, String name, String arn) {
        change(
                kind,
                name,
                (roster, grants) -> grants.withBoundary(Optional.of(boundary(roster, arn))));
    }

    public void deleteBoundary(Kind kind, String name) {
        change(
                kind,
                name,
                (_, grants) -> {
                    if (grants.boundary().isEmpty()) {
                        throw DirectoryFault.noSuchEntity(
                                "The " + kind.word + " " + name + " has no permissions boundary.");
                    }
                    return grants.withBoundary(Optional.empty());
                });
    }

    private void change(Kind kind, String name, BiFunction<Roster, Grants, Grants> step) {
        registrar.put(roster -> {
            Grantee who = modifiable(kind.find(roster, name));
            return changed(who, grants -> step.apply(roster, grants));
        });
    }

    private static Grantee changed(Grantee who, UnaryOperator<Grants> step) {
        return who.withGrants(step.apply(who.grants()));
    }

    private static Grantee modifiable(Grantee who) {
        if (who instanceof Role role) {
            Roles.mustBeOurs(role);
        }
        return who;
    }

    private static String parsed(String arn) {
        if (!arn.startsWith("arn:")) {
            throw new DirectoryFault(
                    DirectoryFault.Code.INVALID_VALUE, "Invalid ARN:  Could not be parsed!");
        }
        return arn;
    }

    private static ManagedPolicy attachable(Roster roster, String arn) {
        return roster.findPolicy(parsed(arn))
                .orElseThrow(() ->
                        DirectoryFault.noSuchEntity(
                                "Policy " + arn + " does not exist or is not attachable."));
    }

    /// The ARN, of a policy that there is.
    static String boundary(Roster roster, String arn) {
        return roster.findPolicy(parsed(arn))
                .map(ManagedPolicy::arn)
                .orElseThrow(() ->
                        DirectoryFault.noSuchEntity(
                                "Scope ARN: " + arn + " does not exist or is not attachable."));
    }

    /// Throws when it has policies.
    static void mustBeBare(Grantee who) {
        if (!who.grants().attached().isEmpty()) {
            throw DirectoryFault.deleteConflict(
                    "Cannot delete entity, must detach all policies first.");
        }
        if (!who.grants().inline().isEmpty()) {
            throw DirectoryFault.deleteConflict(
                    "Cannot delete entity, must delete policies first.");
        }
    }
}
