package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.model.AttachGroupPolicyRequest;
import dev.sallyport.server.api.iam.model.AttachGroupPolicyResponse;
import dev.sallyport.server.api.iam.model.AttachRolePolicyRequest;
import dev.sallyport.server.api.iam.model.AttachRolePolicyResponse;
import dev.sallyport.server.api.iam.model.AttachUserPolicyRequest;
import dev.sallyport.server.api.iam.model.AttachUserPolicyResponse;
import dev.sallyport.server.api.iam.model.AttachedPolicy;
import dev.sallyport.server.api.iam.model.DetachGroupPolicyRequest;
import dev.sallyport.server.api.iam.model.DetachGroupPolicyResponse;
import dev.sallyport.server.api.iam.model.DetachRolePolicyRequest;
import dev.sallyport.server.api.iam.model.DetachRolePolicyResponse;
import dev.sallyport.server.api.iam.model.DetachUserPolicyRequest;
import dev.sallyport.server.api.iam.model.DetachUserPolicyResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListAttachedGroupPoliciesRequest;
import dev.sallyport.server.api.iam.model.ListAttachedGroupPoliciesResponse;
import dev.sallyport.server.api.iam.model.ListAttachedRolePoliciesRequest;
import dev.sallyport.server.api.iam.model.ListAttachedRolePoliciesResponse;
import dev.sallyport.server.api.iam.model.ListAttachedUserPoliciesRequest;
import dev.sallyport.server.api.iam.model.ListAttachedUserPoliciesResponse;
import dev.sallyport.server.identity.care.Grantees;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Grantee;
import java.util.List;
import java.util.Optional;

/// Managed policies of users, groups and roles.
public final class AttachmentRoutes {
    private final Arns arns;
    private final Pages pages;
    private final Grantees grantees;

    public AttachmentRoutes(Directory directory, Grantees grantees, PageTokens tokens) {
        this.arns = new Arns(directory);
        this.pages = new Pages(tokens);
        this.grantees = grantees;
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .on(Iam.ATTACH_USER_POLICY, it -> arns.user(it.userName()), this::attachUser)
                .on(Iam.DETACH_USER_POLICY, it -> arns.user(it.userName()), this::detachUser)
                .on(Iam.LIST_ATTACHED_USER_POLICIES, it -> arns.user(it.userName()), this::listUser)
                .on(Iam.ATTACH_GROUP_POLICY, it -> arns.group(it.groupName()), this::attachGroup)
                .on(Iam.DETACH_GROUP_POLICY, it -> arns.group(it.groupName()), this::detachGroup)
                .on(
                        Iam.LIST_ATTACHED_GROUP_POLICIES,
                        it -> arns.group(it.groupName()),
                        this::listGroup)
                .on(Iam.ATTACH_ROLE_POLICY, it -> arns.role(it.roleName()), this::attachRole)
                .on(Iam.DETACH_ROLE_POLICY, it -> arns.role(it.roleName()), this::detachRole)
                .on(
                        Iam.LIST_ATTACHED_ROLE_POLICIES,
                        it -> arns.role(it.roleName()),
                        this::listRole);
    }

    private AttachUserPolicyResponse attachUser(Call call, AttachUserPolicyRequest input) {
        grantees.attach(Grantees.Kind.USER, input.userName(), input.policyArn());
        return new AttachUserPolicyResponse();
    }

    private DetachUserPolicyResponse detachUser(Call call, DetachUserPolicyRequest input) {
        grantees.detach(Grantees.Kind.USER, input.userName(), input.policyArn());
        return new DetachUserPolicyResponse();
    }

    private ListAttachedUserPoliciesResponse listUser(
            Call call, ListAttachedUserPoliciesRequest input) {
        Pages.Page<AttachedPolicy> page =
                page(
                        new Pages.Asked(
                                call,
                                Iam.LIST_ATTACHED_USER_POLICIES,
                                input.toMap(),
                                input.maxItems()),
                        Grantees.Kind.USER.find(arns.roster(), input.userName()),
                        input.pathPrefix());
        return ListAttachedUserPoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private AttachGroupPolicyResponse attachGroup(Call call, AttachGroupPolicyRequest input) {
        grantees.attach(Grantees.Kind.GROUP, input.groupName(), input.policyArn());
        return new AttachGroupPolicyResponse();
    }

    private DetachGroupPolicyResponse detachGroup(Call call, DetachGroupPolicyRequest input) {
        grantees.detach(Grantees.Kind.GROUP, input.groupName(), input.policyArn());
        return new DetachGroupPolicyResponse();
    }

    private ListAttachedGroupPoliciesResponse listGroup(
            Call call, ListAttachedGroupPoliciesRequest input) {
        Pages.Page<AttachedPolicy> page =
                page(
                        new Pages.Asked(
                                call,
                                Iam.LIST_ATTACHED_GROUP_POLICIES,
                                input.toMap(),
                                input.maxItems()),
                        Grantees.Kind.GROUP.find(arns.roster(), input.groupName()),
                        input.pathPrefix());
        return ListAttachedGroupPoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private AttachRolePolicyResponse attachRole(Call call, AttachRolePolicyRequest input) {
        grantees.attach(Grantees.Kind.ROLE, input.roleName(), input.policyArn());
        return new AttachRolePolicyResponse();
    }

    private DetachRolePolicyResponse detachRole(Call call, DetachRolePolicyRequest input) {
        grantees.detach(Grantees.Kind.ROLE, input.roleName(), input.policyArn());
        return new DetachRolePolicyResponse();
    }

    private ListAttachedRolePoliciesResponse listRole(
            Call call, ListAttachedRolePoliciesRequest input) {
        Pages.Page<AttachedPolicy> page =
                page(
                        new Pages.Asked(
                                call,
                                Iam.LIST_ATTACHED_ROLE_POLICIES,
                                input.toMap(),
                                input.maxItems()),
                        Grantees.Kind.ROLE.find(arns.roster(), input.roleName()),
                        input.pathPrefix());
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private Pages.Page<AttachedPolicy> page(
            Pages.Asked asked, Grantee who, Optional<String> prefix) {
        List<AttachedPolicy> all = Views.of(arns.roster()).attached(who, prefix.orElse("/"));
        return pages.cut(asked, all, it -> it.policyArn().orElse(""));
    }
}
