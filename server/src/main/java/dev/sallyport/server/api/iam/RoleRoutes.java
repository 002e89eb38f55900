package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.model.CreateRoleRequest;
import dev.sallyport.server.api.iam.model.CreateRoleResponse;
import dev.sallyport.server.api.iam.model.DeleteRoleRequest;
import dev.sallyport.server.api.iam.model.DeleteRoleResponse;
import dev.sallyport.server.api.iam.model.GetRoleRequest;
import dev.sallyport.server.api.iam.model.GetRoleResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListRoleTagsRequest;
import dev.sallyport.server.api.iam.model.ListRoleTagsResponse;
import dev.sallyport.server.api.iam.model.ListRolesRequest;
import dev.sallyport.server.api.iam.model.ListRolesResponse;
import dev.sallyport.server.api.iam.model.Tag;
import dev.sallyport.server.api.iam.model.TagRoleRequest;
import dev.sallyport.server.api.iam.model.TagRoleResponse;
import dev.sallyport.server.api.iam.model.UntagRoleRequest;
import dev.sallyport.server.api.iam.model.UntagRoleResponse;
import dev.sallyport.server.api.iam.model.UpdateAssumeRolePolicyRequest;
import dev.sallyport.server.api.iam.model.UpdateAssumeRolePolicyResponse;
import dev.sallyport.server.api.iam.model.UpdateRoleDescriptionRequest;
import dev.sallyport.server.api.iam.model.UpdateRoleDescriptionResponse;
import dev.sallyport.server.api.iam.model.UpdateRoleRequest;
import dev.sallyport.server.api.iam.model.UpdateRoleResponse;
import dev.sallyport.server.identity.care.Roles;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.LastUses;
import dev.sallyport.server.identity.directory.Role;
import dev.sallyport.server.identity.directory.Roster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Roles and their tags.
public final class RoleRoutes {
    private final Arns arns;
    private final Pages pages;
    private final Roles roles;
    private final LastUses uses;

    public RoleRoutes(Directory directory, Roles roles, PageTokens tokens, LastUses uses) {
        this.arns = new Arns(directory);
        this.pages = new Pages(tokens);
        this.roles = roles;
        this.uses = uses;
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .on(
                        Iam.CREATE_ROLE,
                        it -> arns.fresh("role", it.path(), it.roleName()),
                        this::create)
                .on(Iam.GET_ROLE, it -> arns.role(it.roleName()), this::get)
                .on(Iam.UPDATE_ROLE, it -> arns.role(it.roleName()), this::update)
                .on(
                        Iam.UPDATE_ROLE_DESCRIPTION,
                        it -> arns.role(it.roleName()),
                        this::updateDescription)
                .on(
                        Iam.UPDATE_ASSUME_ROLE_POLICY,
                        it -> arns.role(it.roleName()),
                        this::updateTrust)
                .on(Iam.DELETE_ROLE, it -> arns.role(it.roleName()), this::delete)
                .on(Iam.LIST_ROLES, it -> arns.all("role", it.pathPrefix()), this::list)
                .on(Iam.TAG_ROLE, it -> arns.role(it.roleName()), this::tag)
                .on(Iam.UNTAG_ROLE, it -> arns.role(it.roleName()), this::untag)
                .on(Iam.LIST_ROLE_TAGS, it -> arns.role(it.roleName()), this::listTags);
    }

    private CreateRoleResponse create(Call call, CreateRoleRequest input) {
        Role.Terms terms =
                new Role.Terms(
                        input.assumeRolePolicyDocument(),
                        input.description().orElse(""),
                        input.maxSessionDuration()
                                .map(Duration::ofSeconds)
                                .orElse(Roles.DEFAULT_LONGEST),
                        Optional.empty());
        Role role =
                roles.create(
                        new Roles.Request(
                                input.roleName(),
                                input.path(),
                                terms,
                                input.permissionsBoundary(),
                                Views.tags(input.tags())));
        return CreateRoleResponse.builder().role(Views.of(arns.roster()).fresh(role)).build();
    }

    private GetRoleResponse get(Call call, GetRoleRequest input) {
        Roster roster = arns.roster();
        Role role = roster.role(input.roleName());
        return GetRoleResponse.builder()
                .role(Views.of(roster).role(role, uses.find(role.id())))
                .build();
    }

    private UpdateRoleResponse update(Call call, UpdateRoleRequest input) {
        roles.update(
                input.roleName(),
                input.description(),
                input.maxSessionDuration().map(Duration::ofSeconds));
        return new UpdateRoleResponse();
    }

    private UpdateRoleDescriptionResponse updateDescription(
            Call call, UpdateRoleDescriptionRequest input) {
        Role role =
                roles.update(input.roleName(), Optional.of(input.description()), Optional.empty());
        return UpdateRoleDescriptionResponse.builder()
                .role(Views.of(arns.roster()).listed(role))
                .build();
    }

    private UpdateAssumeRolePolicyResponse updateTrust(
            Call call, UpdateAssumeRolePolicyRequest input) {
        roles.updateTrust(input.roleName(), input.policyDocument());
        return new UpdateAssumeRolePolicyResponse();
    }

    private DeleteRoleResponse delete(Call call, DeleteRoleRequest input) {
        roles.delete(input.roleName());
        return new DeleteRoleResponse();
    }

    private ListRolesResponse list(Call call, ListRolesRequest input) {
        Roster roster = arns.roster();
        String prefix = input.pathPrefix().orElse("/");
        List<Role> all =
                roster.roles().list().stream().filter(it -> it.path().startsWith(prefix)).toList();
        Pages.Page<Role> page =
                pages.cut(
                        new Pages.Asked(call, Iam.LIST_ROLES, input.toMap(), input.maxItems()),
                        all,
                        Role::name);
        return ListRolesResponse.builder()
                .roles(page.items().stream().map(Views.of(roster)::listed).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private TagRoleResponse tag(Call call, TagRoleRequest input) {
        roles.tag(input.roleName(), Views.tags(input.tags()));
        return new TagRoleResponse();
    }

    private UntagRoleResponse untag(Call call, UntagRoleRequest input) {
        roles.untag(input.roleName(), input.tagKeys());
        return new UntagRoleResponse();
    }

    private ListRoleTagsResponse listTags(Call call, ListRoleTagsRequest input) {
        Pages.Page<Tag> page =
                pages.cut(
                        new Pages.Asked(call, Iam.LIST_ROLE_TAGS, input.toMap(), input.maxItems()),
                        Views.tags(arns.roster().role(input.roleName()).tags()),
                        Tag::key);
        return ListRoleTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }
}
