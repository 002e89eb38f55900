package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.iam.model.AttachedPermissionsBoundary;
import dev.sallyport.server.api.iam.model.AttachedPolicy;
import dev.sallyport.server.api.iam.model.Group;
import dev.sallyport.server.api.iam.model.InstanceProfile;
import dev.sallyport.server.api.iam.model.Policy;
import dev.sallyport.server.api.iam.model.PolicyVersion;
import dev.sallyport.server.api.iam.model.Role;
import dev.sallyport.server.api.iam.model.RoleLastUsed;
import dev.sallyport.server.api.iam.model.Tag;
import dev.sallyport.server.api.iam.model.User;
import dev.sallyport.server.identity.care.ManagedPolicies;
import dev.sallyport.server.identity.directory.Entity;
import dev.sallyport.server.identity.directory.Grantee;
import dev.sallyport.server.identity.directory.Grants;
import dev.sallyport.server.identity.directory.LastUse;
import dev.sallyport.server.identity.directory.ManagedPolicy;
import dev.sallyport.server.identity.directory.Roster;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Entities as replies show them.
final class Views {
    private final Roster roster;

    private Views(Roster roster) {
        this.roster = roster;
    }

    static Views of(Roster roster) {
        return new Views(roster);
    }

    private String arn(Entity entity) {
        return roster.names().of(entity);
    }

    /// With tags and boundary, as single answers have it; lists leave them out.
    User user(dev.sallyport.server.identity.directory.User user) {
        return userBuilder(user)
                .permissionsBoundary(boundary(user.grants()))
                .tags(tags(user.tags()))
                .build();
    }

    User listed(dev.sallyport.server.identity.directory.User user) {
        return userBuilder(user).build();
    }

    private User.Builder userBuilder(dev.sallyport.server.identity.directory.User user) {
        return User.builder()
                .path(user.path())
                .userName(user.name())
                .userId(user.id())
                .arn(arn(user))
                .createDate(user.label().created());
    }

    Group group(dev.sallyport.server.identity.directory.Group group) {
        return Group.builder()
                .path(group.path())
                .groupName(group.name())
                .groupId(group.id())
                .arn(arn(group))
                .createDate(group.label().created())
                .build();
    }

    /// As CreateRole answers it: without what only GetRole shows.
    Role fresh(dev.sallyport.server.identity.directory.Role role) {
        return roleBuilder(role).build();
    }

    /// As listings show it.
    Role listed(dev.sallyport.server.identity.directory.Role role) {
        return roleBuilder(role)
                .description(said(role.terms().description()))
                .maxSessionDuration(seconds(role))
                .build();
    }

    Role role(dev.sallyport.server.identity.directory.Role role, Optional<LastUse> use) {
        return roleBuilder(role)
                .description(said(role.terms().description()))
                .maxSessionDuration(seconds(role))
                .permissionsBoundary(boundary(role.grants()))
                .tags(tags(role.tags()))
                .roleLastUsed(lastUsed(use))
                .build();
    }

    private Role.Builder roleBuilder(dev.sallyport.server.identity.directory.Role role) {
        return Role.builder()
                .path(role.path())
                .roleName(role.name())
                .roleId(role.id())
                .arn(arn(role))
                .createDate(role.label().created())
                .assumeRolePolicyDocument(encoded(role.terms().trust()));
    }

    private static int seconds(dev.sallyport.server.identity.directory.Role role) {
        return Math.toIntExact(role.terms().longest().toSeconds());
    }

    static RoleLastUsed lastUsed(Optional<LastUse> use) {
        return RoleLastUsed.builder()
                .lastUsedDate(use.map(LastUse::at))
                .region(use.map(LastUse::region))
                .build();
    }

    static Optional<String> said(String text) {
        return Optional.of(text).filter(it -> !it.isEmpty());
    }

    static Optional<AttachedPermissionsBoundary> boundary(Grants grants) {
        return grants.boundary()
                .map(arn ->
                        AttachedPermissionsBoundary.builder()
                                .permissionsBoundaryType("Policy")
                                .permissionsBoundaryArn(arn)
                                .build());
    }

    /// With its description and tags, as single answers have it.
    Policy policy(ManagedPolicy policy) {
        return policyBuilder(policy)
                .description(said(policy.description()))
                .tags(tags(policy.tags()))
                .build();
    }

    Policy listed(ManagedPolicy policy) {
        return policyBuilder(policy).build();
    }

    private Policy.Builder policyBuilder(ManagedPolicy policy) {
        return Policy.builder()
                .policyName(policy.name())
                .policyId(policy.id())
                .arn(policy.arn())
                .path(policy.path())
                .defaultVersionId(policy.versions().standard().id())
                .attachmentCount(ManagedPolicies.attachedTo(roster, policy.arn()).size())
                .permissionsBoundaryUsageCount(ManagedPolicies.bounds(roster, policy.arn()).size())
                .isAttachable(true)
                .createDate(policy.label().created())
                .updateDate(policy.updated());
    }

    /// Without the document, as listings and CreatePolicyVersion show it.
    static PolicyVersion listed(ManagedPolicy policy, ManagedPolicy.Version version) {
        return versionBuilder(policy, version).build();
    }

    static PolicyVersion version(ManagedPolicy policy, ManagedPolicy.Version version) {
        return versionBuilder(policy, version).document(encoded(version.document())).build();
    }

    private static PolicyVersion.Builder versionBuilder(
            ManagedPolicy policy, ManagedPolicy.Version version) {
        return PolicyVersion.builder()
                .versionId(version.id())
                .isDefaultVersion(version.number() == policy.versions().defaultNumber())
                .createDate(version.created());
    }

    InstanceProfile profile(dev.sallyport.server.identity.directory.InstanceProfile profile) {
        List<Role> roles =
                profile.role().flatMap(roster.roles()::byId).map(this::fresh).stream().toList();
        return InstanceProfile.builder()
                .path(profile.path())
                .instanceProfileName(profile.name())
                .instanceProfileId(profile.id())
                .arn(arn(profile))
                .createDate(profile.label().created())
                .roles(roles)
                .tags(tags(profile.tags()))
                .build();
    }

    /// The managed policies of a user, group or role, in the order of their names.
    List<AttachedPolicy> attached(Grantee who, String prefix) {
        return who.grants().attached().stream()
                .map(roster::findPolicy)
                .flatMap(Optional::stream)
                .filter(policy -> policy.path().startsWith(prefix))
                .map(policy ->
                        AttachedPolicy.builder()
                                .policyName(policy.name())
                                .policyArn(policy.arn())
                                .build())
                .toList();
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList();
    }

    /// Two tags of one key, in whatever case, stay two: the rules for tags refuse them.
    static Map<String, String> tags(List<Tag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        for (Tag tag : tags) {
            if (map.put(tag.key(), tag.value()) != null) {
                throw dev.sallyport.server.identity.directory.DirectoryFault.invalidInput(
                        "Duplicate tag keys found. Please note that Tag keys are case"
                                + " insensitive.");
            }
        }
        return map;
    }

    /// Percent-encoded as RFC 3986 has it: clients decode the documents in replies.
    static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
