package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.model.AddUserToGroupRequest;
import dev.sallyport.server.api.iam.model.AddUserToGroupResponse;
import dev.sallyport.server.api.iam.model.CreateGroupRequest;
import dev.sallyport.server.api.iam.model.CreateGroupResponse;
import dev.sallyport.server.api.iam.model.DeleteGroupRequest;
import dev.sallyport.server.api.iam.model.DeleteGroupResponse;
import dev.sallyport.server.api.iam.model.GetGroupRequest;
import dev.sallyport.server.api.iam.model.GetGroupResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListGroupsForUserRequest;
import dev.sallyport.server.api.iam.model.ListGroupsForUserResponse;
import dev.sallyport.server.api.iam.model.ListGroupsRequest;
import dev.sallyport.server.api.iam.model.ListGroupsResponse;
import dev.sallyport.server.api.iam.model.RemoveUserFromGroupRequest;
import dev.sallyport.server.api.iam.model.RemoveUserFromGroupResponse;
import dev.sallyport.server.api.iam.model.UpdateGroupRequest;
import dev.sallyport.server.api.iam.model.UpdateGroupResponse;
import dev.sallyport.server.identity.care.Groups;
import dev.sallyport.server.identity.care.Registrar;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Group;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.User;
import java.util.List;

/// Groups and who belongs to them.
public final class GroupRoutes {
    private final Arns arns;
    private final Pages pages;
    private final Groups groups;

    public GroupRoutes(Directory directory, Registrar registrar, PageTokens tokens) {
        this.arns = new Arns(directory);
        this.pages = new Pages(tokens);
        this.groups = new Groups(registrar);
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .on(
                        Iam.CREATE_GROUP,
                        it -> arns.fresh("group", it.path(), it.groupName()),
                        this::create)
                .on(Iam.GET_GROUP, it -> arns.group(it.groupName()), this::get)
                .on(Iam.UPDATE_GROUP, it -> arns.group(it.groupName()), this::update)
                .on(Iam.DELETE_GROUP, it -> arns.group(it.groupName()), this::delete)
                .on(Iam.LIST_GROUPS, it -> arns.all("group", it.pathPrefix()), this::list)
                .on(Iam.ADD_USER_TO_GROUP, it -> arns.group(it.groupName()), this::add)
                .on(Iam.REMOVE_USER_FROM_GROUP, it -> arns.group(it.groupName()), this::remove)
                .on(Iam.LIST_GROUPS_FOR_USER, it -> arns.user(it.userName()), this::listOf);
    }

    private CreateGroupResponse create(Call call, CreateGroupRequest input) {
        Group group = groups.create(input.groupName(), input.path());
        return CreateGroupResponse.builder().group(Views.of(arns.roster()).group(group)).build();
    }

    private GetGroupResponse get(Call call, GetGroupRequest input) {
        Roster roster = arns.roster();
        Group group = roster.group(input.groupName());
        Pages.Page<User> page =
                pages.cut(
                        new Pages.Asked(call, Iam.GET_GROUP, input.toMap(), input.maxItems()),
                        roster.members(group),
                        User::name);
        return GetGroupResponse.builder()
                .group(Views.of(roster).group(group))
                .users(page.items().stream().map(Views.of(roster)::listed).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private UpdateGroupResponse update(Call call, UpdateGroupRequest input) {
        groups.update(input.groupName(), input.newPath(), input.newGroupName());
        return new UpdateGroupResponse();
    }

    private DeleteGroupResponse delete(Call call, DeleteGroupRequest input) {
        groups.delete(input.groupName());
        return new DeleteGroupResponse();
    }

    private ListGroupsResponse list(Call call, ListGroupsRequest input) {
        Roster roster = arns.roster();
        String prefix = input.pathPrefix().orElse("/");
        List<Group> all =
                roster.groups().list().stream().filter(it -> it.path().startsWith(prefix)).toList();
        Pages.Page<Group> page =
                pages.cut(
                        new Pages.Asked(call, Iam.LIST_GROUPS, input.toMap(), input.maxItems()),
                        all,
                        Group::name);
        return ListGroupsResponse.builder()
                .groups(page.items().stream().map(Views.of(roster)::group).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private AddUserToGroupResponse add(Call call, AddUserToGroupRequest input) {
        groups.add(input.groupName(), input.userName());
        return new AddUserToGroupResponse();
    }

    private RemoveUserFromGroupResponse remove(Call call, RemoveUserFromGroupRequest input) {
        groups.remove(input.groupName(), input.userName());
        return new RemoveUserFromGroupResponse();
    }

    private ListGroupsForUserResponse listOf(Call call, ListGroupsForUserRequest input) {
        Roster roster = arns.roster();
        Pages.Page<Group> page =
                pages.cut(
                        new Pages.Asked(
                                call, Iam.LIST_GROUPS_FOR_USER, input.toMap(), input.maxItems()),
                        roster.groupsOf(roster.user(input.userName())),
                        Group::name);
        return ListGroupsForUserResponse.builder()
                .groups(page.items().stream().map(Views.of(roster)::group).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }
}
