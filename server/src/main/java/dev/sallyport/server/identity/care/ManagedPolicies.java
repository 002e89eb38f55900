package dev.sallyport.server.identity.care;

import dev.sallyport.server.identity.directory.DirectoryFault;
import dev.sallyport.server.identity.directory.Grantee;
import dev.sallyport.server.identity.directory.ManagedPolicy;
import dev.sallyport.server.identity.directory.Roster;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// Makes, changes and deletes managed policies and their versions.
public final class ManagedPolicies {
    private final Registrar registrar;
    private final Texts texts;

    public ManagedPolicies(Registrar registrar, PolicyCheck check) {
        this.registrar = registrar;
        this.texts = new Texts(check);
    }

    public ManagedPolicy create(
            String name,
            Optional<String> path,
            String document,
            String description,
            Map<String, String> tags) {
        String text = checked(document);
        return registrar.put(roster -> {
            if (roster.policies().byName(name).isPresent()) {
                throw DirectoryFault.alreadyExists(
                        "A policy called "
                                + name
                                + " already exists. Duplicate names are not allowed.");
            }
            Quotas.check(roster.policies().size(), Quotas.POLICIES, "PoliciesPerAccount");
            return new ManagedPolicy(
                    registrar.label("ANPA", path, name),
                    roster.names().arn("policy", path.orElse("/") + name),
                    TagRules.add(Map.of(), tags),
                    description,
                    ManagedPolicy.Versions.first(text, registrar.now()));
        });
    }

    private String checked(String document) {
        texts.managed(document);
        if (Quotas.size(document) > Quotas.POLICY_SIZE) {
            throw DirectoryFault.overQuota("PolicySize", Quotas.POLICY_SIZE);
        }
        return document;
    }

    /// One of this account or of AWS; throws when there is none.
    public ManagedPolicy find(String arn) {
        return registrar.roster().findPolicy(arn).orElseThrow(() -> missing(arn));
    }

    private static DirectoryFault missing(String arn) {
        return DirectoryFault.noSuchEntity("Policy " + arn + " was not found.");
    }

    /// A version by its id, as `v3`.
    public ManagedPolicy.Version version(String arn, String id) {
        return version(find(arn), id);
    }

    private static ManagedPolicy.Version version(ManagedPolicy policy, String id) {
        return policy.versions()
                .find(id)
                .orElseThrow(() ->
                        DirectoryFault.noSuchEntity(
                                "Policy %s version %s does not exist or is not attachable."
                                        .formatted(policy.arn(), id)));
    }

    public ManagedPolicy.Version addVersion(String arn, String document, boolean asDefault) {
        String text = checked(document);
        ManagedPolicy changed =
                change(
                        arn,
                        (_, policy) -> {
                            if (policy.versions().all().size() >= Quotas.VERSIONS_PER_POLICY) {
                                throw new DirectoryFault(
                                        DirectoryFault.Code.LIMIT_EXCEEDED,
                                        "A managed policy can have up to 5 versions. Before you create a new"
                                                + " version, you must delete an existing version.");
                            }
                            return policy.withVersion(text, registrar.now(), asDefault);
                        });
        return changed.versions().all().getLast();
    }

    public void deleteVersion(String arn, String id) {
        change(
                arn,
                (_, policy) -> {
                    int number = version(policy, id).number();
                    if (number == policy.versions().defaultNumber()) {
                        throw DirectoryFault.deleteConflict(
                                "Cannot delete the default version of a policy.");
                    }
                    return policy.withoutVersion(number);
                });
    }

    public void setDefault(String arn, String id) {
        change(arn, (_, policy) -> policy.withDefault(version(policy, id).number()));
    }

    public void delete(String arn) {
        registrar.remove(roster -> {
            ManagedPolicy policy = own(roster, arn);
            if (users(roster, arn).findAny().isPresent()) {
                throw DirectoryFault.deleteConflict("Cannot delete a policy attached to entities.");
            }
            if (policy.versions().all().size() > 1) {
                throw DirectoryFault.deleteConflict(
                        "This policy has more than one version. Before you delete a policy, you"
                                + " must delete the policy's versions. The default version is"
                                + " deleted with the policy.");
            }
            return policy;
        });
    }

    public void tag(String arn, Map<String, String> tags) {
        change(arn, (_, policy) -> policy.withTags(TagRules.add(policy.tags(), tags)));
    }

    public void untag(String arn, Collection<String> keys) {
        change(arn, (_, policy) -> policy.withTags(TagRules.remove(policy.tags(), keys)));
    }

    private ManagedPolicy change(
            String arn, BiFunction<Roster, ManagedPolicy, ManagedPolicy> step) {
        return registrar.put(roster -> step.apply(roster, own(roster, arn)));
    }

    // AWS's own look as if they were not there, to those who want to change them.
    private static ManagedPolicy own(Roster roster, String arn) {
        return roster.findPolicy(arn)
                .filter(policy -> !policy.isShipped())
                .orElseThrow(() -> missing(arn));
    }

    private static Stream<Grantee> grantees(Roster roster) {
        return Stream.of(roster.users().list(), roster.groups().list(), roster.roles().list())
                .flatMap(List<? extends Grantee>::stream);
    }

    /// Whoever has the policy attached or as boundary.
    private static Stream<Grantee> users(Roster roster, String arn) {
        return grantees(roster).filter(who -> who.grants().uses(arn));
    }

    /// Whoever has the policy attached, in the order users, groups, roles.
    public static List<Grantee> attachedTo(Roster roster, String arn) {
        return grantees(roster).filter(who -> who.grants().attached().contains(arn)).toList();
    }

    /// Whoever has the policy as boundary.
    public static List<Grantee> bounds(Roster roster, String arn) {
        return grantees(roster)
                .filter(who -> who.grants().boundary().filter(arn::equals).isPresent())
                .toList();
    }
}
