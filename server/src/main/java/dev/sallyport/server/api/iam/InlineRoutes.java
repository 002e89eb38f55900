package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.model.DeleteGroupPolicyRequest;
import dev.sallyport.server.api.iam.model.DeleteGroupPolicyResponse;
import dev.sallyport.server.api.iam.model.DeleteRolePolicyRequest;
import dev.sallyport.server.api.iam.model.DeleteRolePolicyResponse;
import dev.sallyport.server.api.iam.model.DeleteUserPolicyRequest;
import dev.sallyport.server.api.iam.model.DeleteUserPolicyResponse;
import dev.sallyport.server.api.iam.model.GetGroupPolicyRequest;
import dev.sallyport.server.api.iam.model.GetGroupPolicyResponse;
import dev.sallyport.server.api.iam.model.GetRolePolicyRequest;
import dev.sallyport.server.api.iam.model.GetRolePolicyResponse;
import dev.sallyport.server.api.iam.model.GetUserPolicyRequest;
import dev.sallyport.server.api.iam.model.GetUserPolicyResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListGroupPoliciesRequest;
import dev.sallyport.server.api.iam.model.ListGroupPoliciesResponse;
import dev.sallyport.server.api.iam.model.ListRolePoliciesRequest;
import dev.sallyport.server.api.iam.model.ListRolePoliciesResponse;
import dev.sallyport.server.api.iam.model.ListUserPoliciesRequest;
import dev.sallyport.server.api.iam.model.ListUserPoliciesResponse;
import dev.sallyport.server.api.iam.model.PutGroupPolicyRequest;
import dev.sallyport.server.api.iam.model.PutGroupPolicyResponse;
import dev.sallyport.server.api.iam.model.PutRolePolicyRequest;
import dev.sallyport.server.api.iam.model.PutRolePolicyResponse;
import dev.sallyport.server.api.iam.model.PutUserPolicyRequest;
import dev.sallyport.server.api.iam.model.PutUserPolicyResponse;
import dev.sallyport.server.identity.care.Grantees;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Grantee;
import java.util.List;

/// Inline policies of users, groups and roles.
public final class InlineRoutes {
    private final Arns arns;
    private final Pages pages;
    private final Grantees grantees;

    public InlineRoutes(Directory directory, Grantees grantees, PageTokens tokens) {
        this.arns = new Arns(directory);
        this.pages = new Pages(tokens);
        this.grantees = grantees;
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .on(Iam.PUT_USER_POLICY, it -> arns.user(it.userName()), this::putUser)
                .on(Iam.GET_USER_POLICY, it -> arns.user(it.userName()), this::getUser)
                .on(Iam.DELETE_USER_POLICY, it -> arns.user(it.userName()), this::deleteUser)
                .on(Iam.LIST_USER_POLICIES, it -> arns.user(it.userName()), this::listUser)
                .on(Iam.PUT_GROUP_POLICY, it -> arns.group(it.groupName()), this::putGroup)
                .on(Iam.GET_GROUP_POLICY, it -> arns.group(it.groupName()), this::getGroup)
                .on(Iam.DELETE_GROUP_POLICY, it -> arns.group(it.groupName()), this::deleteGroup)
                .on(Iam.LIST_GROUP_POLICIES, it -> arns.group(it.groupName()), this::listGroup)
                .on(Iam.PUT_ROLE_POLICY, it -> arns.role(it.roleName()), this::putRole)
                .on(Iam.GET_ROLE_POLICY, it -> arns.role(it.roleName()), this::getRole)
                .on(Iam.DELETE_ROLE_POLICY, it -> arns.role(it.roleName()), this::deleteRole)
                .on(Iam.LIST_ROLE_POLICIES, it -> arns.role(it.roleName()), this::listRole);
    }

    private PutUserPolicyResponse putUser(Call call, PutUserPolicyRequest input) {
        grantees.putInline(
                Grantees.Kind.USER, input.userName(), input.policyName(), input.policyDocument());
        return new PutUserPolicyResponse();
    }

    private GetUserPolicyResponse getUser(Call call, GetUserPolicyRequest input) {
        String document = grantees.inline(Grantees.Kind.USER, input.userName(), input.policyName());
        return GetUserPolicyResponse.builder()
                .userName(input.userName())
                .policyName(input.policyName())
                .policyDocument(Views.encoded(document))
                .build();
    }

    private DeleteUserPolicyResponse deleteUser(Call call, DeleteUserPolicyRequest input) {
        grantees.deleteInline(Grantees.Kind.USER, input.userName(), input.policyName());
        return new DeleteUserPolicyResponse();
    }

    private ListUserPoliciesResponse listUser(Call call, ListUserPoliciesRequest input) {
        Pages.Page<String> page =
                page(
                        new Pages.Asked(
                                call, Iam.LIST_USER_POLICIES, input.toMap(), input.maxItems()),
                        Grantees.Kind.USER.find(arns.roster(), input.userName()));
        return ListUserPoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private PutGroupPolicyResponse putGroup(Call call, PutGroupPolicyRequest input) {
        grantees.putInline(
                Grantees.Kind.GROUP, input.groupName(), input.policyName(), input.policyDocument());
        return new PutGroupPolicyResponse();
    }

    private GetGroupPolicyResponse getGroup(Call call, GetGroupPolicyRequest input) {
        String document =
                grantees.inline(Grantees.Kind.GROUP, input.groupName(), input.policyName());
        return GetGroupPolicyResponse.builder()
                .groupName(input.groupName())
                .policyName(input.policyName())
                .policyDocument(Views.encoded(document))
                .build();
    }

    private DeleteGroupPolicyResponse deleteGroup(Call call, DeleteGroupPolicyRequest input) {
        grantees.deleteInline(Grantees.Kind.GROUP, input.groupName(), input.policyName());
        return new DeleteGroupPolicyResponse();
    }

    private ListGroupPoliciesResponse listGroup(Call call, ListGroupPoliciesRequest input) {
        Pages.Page<String> page =
                page(
                        new Pages.Asked(
                                call, Iam.LIST_GROUP_POLICIES, input.toMap(), input.maxItems()),
                        Grantees.Kind.GROUP.find(arns.roster(), input.groupName()));
        return ListGroupPoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private PutRolePolicyResponse putRole(Call call, PutRolePolicyRequest input) {
        grantees.putInline(
                Grantees.Kind.ROLE, input.roleName(), input.policyName(), input.policyDocument());
        return new PutRolePolicyResponse();
    }

    private GetRolePolicyResponse getRole(Call call, GetRolePolicyRequest input) {
        String document = grantees.inline(Grantees.Kind.ROLE, input.roleName(), input.policyName());
        return GetRolePolicyResponse.builder()
                .roleName(input.roleName())
                .policyName(input.policyName())
                .policyDocument(Views.encoded(document))
                .build();
    }

    private DeleteRolePolicyResponse deleteRole(Call call, DeleteRolePolicyRequest input) {
        grantees.deleteInline(Grantees.Kind.ROLE, input.roleName(), input.policyName());
        return new DeleteRolePolicyResponse();
    }

    private ListRolePoliciesResponse listRole(Call call, ListRolePoliciesRequest input) {
        Pages.Page<String> page =
                page(
                        new Pages.Asked(
                                call, Iam.LIST_ROLE_POLICIES, input.toMap(), input.maxItems()),
                        Grantees.Kind.ROLE.find(arns.roster(), input.roleName()));
        return ListRolePoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    // Names of inline policies differ in case too.
    private Pages.Page<String> page(Pages.Asked asked, Grantee who) {
        return pages.cutExactly(asked, List.copyOf(who.grants().inline().keySet()), it -> it);
    }
}
