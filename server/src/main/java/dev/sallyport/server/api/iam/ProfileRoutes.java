package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.PageTokens;
import dev.sallyport.server.api.PassRole;
import dev.sallyport.server.api.Routes;
import dev.sallyport.server.api.iam.model.AddRoleToInstanceProfileRequest;
import dev.sallyport.server.api.iam.model.AddRoleToInstanceProfileResponse;
import dev.sallyport.server.api.iam.model.CreateInstanceProfileRequest;
import dev.sallyport.server.api.iam.model.CreateInstanceProfileResponse;
import dev.sallyport.server.api.iam.model.DeleteInstanceProfileRequest;
import dev.sallyport.server.api.iam.model.DeleteInstanceProfileResponse;
import dev.sallyport.server.api.iam.model.GetInstanceProfileRequest;
import dev.sallyport.server.api.iam.model.GetInstanceProfileResponse;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListInstanceProfileTagsRequest;
import dev.sallyport.server.api.iam.model.ListInstanceProfileTagsResponse;
import dev.sallyport.server.api.iam.model.ListInstanceProfilesForRoleRequest;
import dev.sallyport.server.api.iam.model.ListInstanceProfilesForRoleResponse;
import dev.sallyport.server.api.iam.model.ListInstanceProfilesRequest;
import dev.sallyport.server.api.iam.model.ListInstanceProfilesResponse;
import dev.sallyport.server.api.iam.model.RemoveRoleFromInstanceProfileRequest;
import dev.sallyport.server.api.iam.model.RemoveRoleFromInstanceProfileResponse;
import dev.sallyport.server.api.iam.model.Tag;
import dev.sallyport.server.api.iam.model.TagInstanceProfileRequest;
import dev.sallyport.server.api.iam.model.TagInstanceProfileResponse;
import dev.sallyport.server.api.iam.model.UntagInstanceProfileRequest;
import dev.sallyport.server.api.iam.model.UntagInstanceProfileResponse;
import dev.sallyport.server.identity.care.Profiles;
import dev.sallyport.server.identity.care.Registrar;
import dev.sallyport.server.identity.care.Roles;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.InstanceProfile;
import dev.sallyport.server.identity.directory.Roster;
import java.util.List;

/// Instance profiles.
public final class ProfileRoutes {
    private final Arns arns;
    private final Pages pages;
    private final Profiles profiles;
    private final PassRole passing;

    public ProfileRoutes(
            Directory directory, Registrar registrar, PageTokens tokens, PassRole passing) {
        this.passing = passing;
        this.arns = new Arns(directory);
        this.pages = new Pages(tokens);
        this.profiles = new Profiles(registrar);
    }

    public void addTo(Routes.Builder routes) {
        new Binder(routes)
                .on(
                        Iam.CREATE_INSTANCE_PROFILE,
                        it -> arns.fresh("instance-profile", it.path(), it.instanceProfileName()),
                        this::create)
                .on(
                        Iam.GET_INSTANCE_PROFILE,
                        it -> arns.profile(it.instanceProfileName()),
                        this::get)
                .on(
                        Iam.DELETE_INSTANCE_PROFILE,
                        it -> arns.profile(it.instanceProfileName()),
                        this::delete)
                .on(
                        Iam.ADD_ROLE_TO_INSTANCE_PROFILE,
                        it -> arns.profile(it.instanceProfileName()),
                        this::addRole)
                .on(
                        Iam.REMOVE_ROLE_FROM_INSTANCE_PROFILE,
                        it -> arns.profile(it.instanceProfileName()),
                        this::removeRole)
                .on(
                        Iam.TAG_INSTANCE_PROFILE,
                        it -> arns.profile(it.instanceProfileName()),
                        this::tag)
                .on(
                        Iam.UNTAG_INSTANCE_PROFILE,
                        it -> arns.profile(it.instanceProfileName()),
                        this::untag);
        addListings(new Binder(routes));
    }

    private void addListings(Binder binder) {
        binder.on(
                        Iam.LIST_INSTANCE_PROFILES,
                        it -> arns.all("instance-profile", it.pathPrefix()),
                        this::list)
                .on(
                        Iam.LIST_INSTANCE_PROFILES_FOR_ROLE,
                        it -> arns.role(it.roleName()),
                        this::listOf)
                .on(
                        Iam.LIST_INSTANCE_PROFILE_TAGS,
                        it -> arns.profile(it.instanceProfileName()),
                        this::listTags);
    }

    private CreateInstanceProfileResponse create(Call call, CreateInstanceProfileRequest input) {
        InstanceProfile profile =
                profiles.create(
                        input.instanceProfileName(), input.path(), Views.tags(input.tags()));
        return CreateInstanceProfileResponse.builder()
                .instanceProfile(Views.of(arns.roster()).profile(profile))
                .build();
    }

    private GetInstanceProfileResponse get(Call call, GetInstanceProfileRequest input) {
        Roster roster = arns.roster();
        return GetInstanceProfileResponse.builder()
                .instanceProfile(
                        Views.of(roster).profile(roster.profile(input.instanceProfileName())))
                .build();
    }

    private DeleteInstanceProfileResponse delete(Call call, DeleteInstanceProfileRequest input) {
        profiles.delete(input.instanceProfileName());
        return new DeleteInstanceProfileResponse();
    }

    private AddRoleToInstanceProfileResponse addRole(
            Call call, AddRoleToInstanceProfileRequest input) {
        passing.demand(call, input.roleName(), "ec2.amazonaws.com");
        profiles.addRole(input.instanceProfileName(), input.roleName());
        return new AddRoleToInstanceProfileResponse();
    }

    private RemoveRoleFromInstanceProfileResponse removeRole(
            Call call, RemoveRoleFromInstanceProfileRequest input) {
        profiles.removeRole(input.instanceProfileName(), input.roleName());
        return new RemoveRoleFromInstanceProfileResponse();
    }

    private TagInstanceProfileResponse tag(Call call, TagInstanceProfileRequest input) {
        profiles.tag(input.instanceProfileName(), Views.tags(input.tags()));
        return new TagInstanceProfileResponse();
    }

    private UntagInstanceProfileResponse untag(Call call, UntagInstanceProfileRequest input) {
        profiles.untag(input.instanceProfileName(), input.tagKeys());
        return new UntagInstanceProfileResponse();
    }

    private ListInstanceProfilesResponse list(Call call, ListInstanceProfilesRequest input) {
        Roster roster = arns.roster();
        String prefix = input.pathPrefix().orElse("/");
        List<InstanceProfile> all =
                roster.profiles().list().stream()
                        .filter(it -> it.path().startsWith(prefix))
                        .toList();
        Pages.Page<InstanceProfile> page =
                pages.cut(
                        new Pages.Asked(
                                call, Iam.LIST_INSTANCE_PROFILES, input.toMap(), input.maxItems()),
                        all,
                        InstanceProfile::name);
        return ListInstanceProfilesResponse.builder()
                .instanceProfiles(page.items().stream().map(Views.of(roster)::profile).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private ListInstanceProfilesForRoleResponse listOf(
            Call call, ListInstanceProfilesForRoleRequest input) {
        Roster roster = arns.roster();
        Pages.Page<InstanceProfile> page =
                pages.cut(
                        new Pages.Asked(
                                call,
                                Iam.LIST_INSTANCE_PROFILES_FOR_ROLE,
                                input.toMap(),
                                input.maxItems()),
                        Roles.profiles(roster, roster.role(input.roleName())),
                        InstanceProfile::name);
        return ListInstanceProfilesForRoleResponse.builder()
                .instanceProfiles(page.items().stream().map(Views.of(roster)::profile).toList())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private ListInstanceProfileTagsResponse listTags(
            Call call, ListInstanceProfileTagsRequest input) {
        Pages.Page<Tag> page =
                pages.cut(
                        new Pages.Asked(
                                call,
                                Iam.LIST_INSTANCE_PROFILE_TAGS,
                                input.toMap(),
                                input.maxItems()),
                        Views.tags(arns.roster().profile(input.instanceProfileName()).tags()),
                        Tag::key);
        return ListInstanceProfileTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }
}
