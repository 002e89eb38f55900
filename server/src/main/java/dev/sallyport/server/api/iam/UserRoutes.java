package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.model.CreateUserRequest;
import dev.sallyport.server.api.iam.model.CreateUserResponse;
import dev.sallyport.server.api.iam.model.DeleteUserRequest;
import dev.sallyport.server.api.iam.model.DeleteUserResponse;
import dev.sallyport.server.api.iam.model.GetUserRequest;
import dev.sallyport.server.api.iam.model.GetUserResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListUserTagsRequest;
import dev.sallyport.server.api.iam.model.ListUserTagsResponse;
import dev.sallyport.server.api.iam.model.ListUsersRequest;
import dev.sallyport.server.api.iam.model.ListUsersResponse;
import dev.sallyport.server.api.iam.model.Tag;
import dev.sallyport.server.api.iam.model.TagUserRequest;
import dev.sallyport.server.api.iam.model.TagUserResponse;
import dev.sallyport.server.api.iam.model.UntagUserRequest;
import dev.sallyport.server.api.iam.model.UntagUserResponse;
import dev.sallyport.server.api.iam.model.UpdateUserRequest;
import dev.sallyport.server.api.iam.model.UpdateUserResponse;
import dev.sallyport.server.identity.care.Registrar;
import dev.sallyport.server.identity.care.Users;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.User;
import java.util.List;

/// Users and their tags.
public final class UserRoutes {
    private final Arns arns;
    private final Pages pages;
    private final Users users;

    public UserRoutes(Directory directory, Registrar registrar, PageTokens tokens) {
        this.arns = new Arns(directory);
        this.pages = new Pages(tokens);
        this.users = new Users(registrar);
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .on(
                        Iam.CREATE_USER,
                        it -> arns.fresh("user", it.path(), it.userName()),
                        this::create)
                .onOwn(Iam.GET_USER, (caller, it) -> arns.user(caller, it.userName()), this::get)
                .on(Iam.UPDATE_USER, it -> arns.user(it.userName()), this::update)
                .on(Iam.DELETE_USER, it -> arns.user(it.userName()), this::delete)
                .on(Iam.LIST_USERS, it -> arns.all("user", it.pathPrefix()), this::list)
                .on(Iam.TAG_USER, it -> arns.user(it.userName()), this::tag)
                .on(Iam.UNTAG_USER, it -> arns.user(it.userName()), this::untag)
                .on(Iam.LIST_USER_TAGS, it -> arns.user(it.userName()), this::listTags);
    }

    private CreateUserResponse create(Call call, CreateUserRequest input) {
        User user =
                users.create(
                        input.userName(),
                        input.path(),
                        input.permissionsBoundary(),
                        Views.tags(input.tags()));
        return CreateUserResponse.builder().user(Views.of(arns.roster()).user(user)).build();
    }

    private GetUserResponse get(Call call, GetUserRequest input) {
        Roster roster = arns.roster();
        User user = roster.user(Arns.userName(call.caller(), input.userName()));
        return GetUserResponse.builder().user(Views.of(roster).user(user)).build();
    }

    private UpdateUserResponse update(Call call, UpdateUserRequest input) {
        users.update(input.userName(), input.newPath(), input.newUserName());
        return new UpdateUserResponse();
    }

    private DeleteUserResponse delete(Call call, DeleteUserRequest input) {
        users.delete(input.userName());
        return new DeleteUserResponse();
    }

    private ListUsersResponse list(Call call, ListUsersRequest input) {
        Roster roster = arns.roster();
        String prefix = input.pathPrefix().orElse("/");
        List<User> all =
                roster.users().list().stream().filter(it -> it.path().startsWith(prefix)).toList();
        Pages.Page<User> page =
                pages.cut(
                        new Pages.Asked(call, Iam.LIST_USERS, input.toMap(), input.maxItems()),
                        all,
                        User::name);
        return ListUsersResponse.builder()
                .users(page.items().stream().map(Views.of(roster)::listed).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private TagUserResponse tag(Call call, TagUserRequest input) {
        users.tag(input.userName(), Views.tags(input.tags()));
        return new TagUserResponse();
    }

    private UntagUserResponse untag(Call call, UntagUserRequest input) {
        users.untag(input.userName(), input.tagKeys());
        return new UntagUserResponse();
    }

    private ListUserTagsResponse listTags(Call call, ListUserTagsRequest input) {
        Pages.Page<Tag> page =
                pages.cut(
                        new Pages.Asked(call, Iam.LIST_USER_TAGS, input.toMap(), input.maxItems()),
                        Views.tags(arns.roster().user(input.userName()).tags()),
                        Tag::key);
        return ListUserTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }
}
