package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.iam.model.GetAccountAuthorizationDetailsResponse;
import dev.sallyport.server.api.iam.model.GroupDetail;
import dev.sallyport.server.api.iam.model.ManagedPolicyDetail;
import dev.sallyport.server.api.iam.model.PolicyDetail;
import dev.sallyport.server.api.iam.model.RoleDetail;
import dev.sallyport.server.api.iam.model.UserDetail;
import dev.sallyport.server.identity.care.ManagedPolicies;
import dev.sallyport.server.identity.care.Roles;
import dev.sallyport.server.identity.directory.Entity;
import dev.sallyport.server.identity.directory.Grantee;
import dev.sallyport.server.identity.directory.Group;
import dev.sallyport.server.identity.directory.InstanceProfile;
import dev.sallyport.server.identity.directory.LastUses;
import dev.sallyport.server.identity.directory.ManagedPolicy;
import dev.sallyport.server.identity.directory.MfaDevice;
import dev.sallyport.server.identity.directory.OidcProvider;
import dev.sallyport.server.identity.directory.Role;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.User;
import java.util.ArrayList;
import java.util.List;

/// Writes users, groups, roles and policies with all that belongs to them.
final class Details {
    private final Roster roster;
    private final LastUses uses;
    private final Views views;

    Details(Roster roster, LastUses uses) {
        this.roster = roster;
        this.uses = uses;
        this.views = Views.of(roster);
    }

    GetAccountAuthorizationDetailsResponse reply(Pages.Page<Entity> page) {
        List<UserDetail> users = new ArrayList<>();
        List<GroupDetail> groups = new ArrayList<>();
        List<RoleDetail> roles = new ArrayList<>();
        List<ManagedPolicyDetail> policies = new ArrayList<>();
        for (Entity entity : page.items()) {
            switch (entity) {
                case User user -> users.add(detail(user));
                case Group group -> groups.add(detail(group));
                case Role role -> roles.add(detail(role));
                case ManagedPolicy policy -> policies.add(detail(policy));
                case InstanceProfile _, MfaDevice _, OidcProvider _ -> {}
            }
        }
        return GetAccountAuthorizationDetailsResponse.builder()
                .userDetailList(users)
                .groupDetailList(groups)
                .roleDetailList(roles)
                .policies(policies)
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private UserDetail detail(User user) {
        return UserDetail.builder()
                .path(user.path())
                .userName(user.name())
                .userId(user.id())
                .arn(roster.names().of(user))
                .createDate(user.label().created())
                .userPolicyList(inline(user))
                .groupList(roster.groupsOf(user).stream().map(Group::name).toList())
                .attachedManagedPolicies(views.attached(user, "/"))
                .permissionsBoundary(Views.boundary(user.grants()))
                .tags(Views.tags(user.tags()))
                .build();
    }

    private GroupDetail detail(Group group) {
        return GroupDetail.builder()
                .path(group.path())
                .groupName(group.name())
                .groupId(group.id())
                .arn(roster.names().of(group))
                .createDate(group.label().created())
                .groupPolicyList(inline(group))
                .attachedManagedPolicies(views.attached(group, "/"))
                .build();
    }

    private RoleDetail detail(Role role) {
        return RoleDetail.builder()
                .path(role.path())
                .roleName(role.name())
                .roleId(role.id())
                .arn(roster.names().of(role))
                .createDate(role.label().created())
                .assumeRolePolicyDocument(Views.encoded(role.terms().trust()))
                .instanceProfileList(
                        Roles.profiles(roster, role).stream().map(views::profile).toList())
                .rolePolicyList(inline(role))
                .attachedManagedPolicies(views.attached(role, "/"))
                .permissionsBoundary(Views.boundary(role.grants()))
                .tags(Views.tags(role.tags()))
                .roleLastUsed(Views.lastUsed(uses.find(role.id())))
                .build();
    }

    private ManagedPolicyDetail detail(ManagedPolicy policy) {
        return ManagedPolicyDetail.builder()
                .policyName(policy.name())
                .policyId(policy.id())
                .arn(policy.arn())
                .path(policy.path())
                .defaultVersionId(policy.versions().standard().id())
                .attachmentCount(ManagedPolicies.attachedTo(roster, policy.arn()).size())
                .permissionsBoundaryUsageCount(ManagedPolicies.bounds(roster, policy.arn()).size())
                .isAttachable(true)
                .description(Views.said(policy.description()))
                .createDate(policy.label().created())
                .updateDate(policy.updated())
                .policyVersionList(
                        policy.versions().all().reversed().stream()
                                .map(version -> Views.version(policy, version))
                                .toList())
                .build();
    }

    private static List<PolicyDetail> inline(Grantee who) {
        return who.grants().inline().entrySet().stream()
                .map(policy ->
                        PolicyDetail.builder()
                                .policyName(policy.getKey())
                                .policyDocument(Views.encoded(policy.getValue()))
                                .build())
                .toList();
    }
}
