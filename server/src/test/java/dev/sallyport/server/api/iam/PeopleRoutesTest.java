package dev.sallyport.server.api.iam;

import static dev.sallyport.server.api.iam.IamRig.assertFault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.api.NodeRig;
import dev.sallyport.server.api.iam.model.AccessKey;
import dev.sallyport.server.api.iam.model.AddUserToGroupRequest;
import dev.sallyport.server.api.iam.model.CreateAccessKeyRequest;
import dev.sallyport.server.api.iam.model.CreateGroupRequest;
import dev.sallyport.server.api.iam.model.CreateUserRequest;
import dev.sallyport.server.api.iam.model.DeleteUserRequest;
import dev.sallyport.server.api.iam.model.GetAccessKeyLastUsedRequest;
import dev.sallyport.server.api.iam.model.GetGroupRequest;
import dev.sallyport.server.api.iam.model.GetUserRequest;
import dev.sallyport.server.api.iam.model.Iam;
import dev.sallyport.server.api.iam.model.ListAccessKeysRequest;
import dev.sallyport.server.api.iam.model.ListUsersRequest;
import dev.sallyport.server.api.iam.model.ListUsersResponse;
import dev.sallyport.server.api.iam.model.Tag;
import dev.sallyport.server.api.iam.model.TagUserRequest;
import dev.sallyport.server.api.iam.model.UpdateAccessKeyRequest;
import dev.sallyport.server.api.iam.model.UpdateGroupRequest;
import dev.sallyport.server.api.iam.model.UpdateUserRequest;
import dev.sallyport.server.api.iam.model.User;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.Pass;
import dev.sallyport.server.identity.directory.LastUse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeopleRoutesTest {
    private final IamRig rig = new IamRig();

    private User make(String name, String path) {
        return rig.call(
                        Iam.CREATE_USER,
                        CreateUserRequest.builder().userName(name).path(path).build())
                .user()
                .orElseThrow();
    }

    private static GetUserRequest named(String name) {
        return GetUserRequest.builder().userName(name).build();
    }

    @Test
    void showsAUserWithTagsAndArn() {
        User made = make("alice", "/ops/");
        rig.call(
                Iam.TAG_USER,
                TagUserRequest.builder()
                        .userName("alice")
                        .tags(List.of(new Tag("SSMSessionRunAs", "anirudh")))
                        .build());

        User alice = rig.call(Iam.GET_USER, named("alice")).user();

        assertThat(alice.arn()).isEqualTo("arn:aws:iam::111122223333:user/ops/alice");
        assertThat(alice.userId()).isEqualTo(made.userId());
        assertThat(alice.tags()).containsExactly(new Tag("SSMSessionRunAs", "anirudh"));
    }

    @Test
    void meansTheCallerWhenNobodyIsNamed() {
        assertThat(rig.call(Iam.GET_USER, GetUserRequest.builder().build()).user().userName())
                .isEqualTo("admin");
        assertThat(rig.resources(Iam.GET_USER, GetUserRequest.builder().build()))
                .containsExactly("arn:aws:iam::111122223333:user/admin");
        assertThat(rig.resources(Iam.CREATE_ACCESS_KEY, CreateAccessKeyRequest.builder().build()))
                .containsExactly("arn:aws:iam::111122223333:user/admin");
    }

    @Test
    void meansTheUserWhenAUserWithMfaNamesNobody() {
        Instant noon = Instant.parse("2026-03-02T12:00:00Z");
        Caller withMfa =
                new Caller.UserSession(
                        (Caller.User) IamRig.ADMIN,
                        new Pass(
                                "ASIA2222222222222222",
                                noon,
                                noon.plusSeconds(900),
                                Optional.of(noon)));

        assertThat(Arns.userName(withMfa, Optional.empty())).isEqualTo("admin");
    }

    @Test
    void givesNoKeyToANodeThatNamesNobody() {
        assertThat(
                        rig.counter.resources(
                                NodeRig.role(new NodeId("mi-0123456789abcdef0")),
                                Iam.CREATE_ACCESS_KEY,
                                CreateAccessKeyRequest.builder().build()))
                .containsExactly(
                        "arn:aws:sts::111122223333:assumed-role/Nodes/mi-0123456789abcdef0");
        assertThatThrownBy(() ->
                        Arns.userName(
                                NodeRig.role(new NodeId("mi-0123456789abcdef0")), Optional.empty()))
                .hasMessage("Must specify userName when calling with non-User credentials");
    }

    @Test
    void decidesOnThePathTheUserHas() {
        make("alice", "/ops/");

        assertThat(rig.resources(Iam.GET_USER, named("ALICE")))
                .containsExactly("arn:aws:iam::111122223333:user/ops/alice");
        assertThat(rig.resources(Iam.GET_USER, named("nobody")))
                .containsExactly("arn:aws:iam::111122223333:user/nobody");
        assertThat(
                        rig.resources(
                                Iam.CREATE_USER,
                                CreateUserRequest.builder().userName("x").path("/a/b/").build()))
                .containsExactly("arn:aws:iam::111122223333:user/a/b/x");
    }

    @Test
    void decidesAMoveOnBothPlaces() {
        make("alice", "/dev/");

        assertThat(
                        rig.resources(
                                Iam.UPDATE_USER,
                                UpdateUserRequest.builder()
                                        .userName("Alice")
                                        .newPath("/prod/")
                                        .build()))
                .containsExactly(
                        "arn:aws:iam::111122223333:user/dev/alice",
                        "arn:aws:iam::111122223333:user/prod/alice");
        assertThat(
                        rig.resources(
                                Iam.UPDATE_GROUP,
                                UpdateGroupRequest.builder()
                                        .groupName("ops")
                                        .newGroupName("admins")
                                        .build()))
                .containsExactly(
                        "arn:aws:iam::111122223333:group/ops",
                        "arn:aws:iam::111122223333:group/admins");
    }

    @Test
    void speaksOfMissingUsersAsAwsDoes() {
        assertFault(
                "NoSuchEntity",
                "The user with name nobody cannot be found.",
                () -> rig.call(Iam.GET_USER, named("nobody")));
        assertFault(
                "NoSuchEntity",
                "The user with name nobody cannot be found.",
                () ->
                        rig.call(
                                Iam.DELETE_USER,
                                DeleteUserRequest.builder().userName("nobody").build()));
    }

    @Test
    void listsUsersPageByPageBelowAPath() {
        for (String name : List.of("Zoe", "alice", "bob", "Carl")) {
            make(name, "/ops/");
        }
        ListUsersRequest first = ListUsersRequest.builder().pathPrefix("/ops/").maxItems(3).build();

        ListUsersResponse page = rig.call(Iam.LIST_USERS, first);
        ListUsersResponse rest =
                rig.call(
                        Iam.LIST_USERS,
                        ListUsersRequest.builder()
                                .pathPrefix("/ops/")
                                .marker(page.marker())
                                .build());

        assertThat(page.users()).extracting(User::userName).containsExactly("alice", "bob", "Carl");
        assertThat(page.isTruncated()).contains(true);
        assertThat(page.marker().orElseThrow()).hasSizeLessThanOrEqualTo(320);
        assertThat(rest.users()).extracting(User::userName).containsExactly("Zoe");
        assertThat(rest.isTruncated()).contains(false);
        assertThat(rest.marker()).isEmpty();
        assertFault(
                "ValidationError",
                "Invalid Marker.",
                () ->
                        rig.call(
                                Iam.LIST_USERS,
                                ListUsersRequest.builder().marker(page.marker()).build()));
    }

    @Test
    void showsASecretOnce() {
        AccessKey key =
                rig.call(Iam.CREATE_ACCESS_KEY, CreateAccessKeyRequest.builder().build())
                        .accessKey();

        assertThat(key.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
        assertThat(key.secretAccessKey()).hasSize(40);
        assertThat(key.toString()).doesNotContain(key.secretAccessKey());
        assertThat(
                        rig.call(Iam.LIST_ACCESS_KEYS, ListAccessKeysRequest.builder().build())
                                .toString())
                .contains(key.accessKeyId())
                .doesNotContain(key.secretAccessKey());
    }

    @Test
    void tellsWhenAKeyWasLastOfUse() {
        String id =
                rig.call(Iam.CREATE_ACCESS_KEY, CreateAccessKeyRequest.builder().build())
                        .accessKey()
                        .accessKeyId();
        GetAccessKeyLastUsedRequest ask = new GetAccessKeyLastUsedRequest(id);

        assertThat(
                        rig.call(Iam.GET_ACCESS_KEY_LAST_USED, ask)
                                .accessKeyLastUsed()
                                .orElseThrow()
                                .serviceName())
                .isEqualTo("N/A");
        rig.uses.note(id, new LastUse(Instant.parse("2030-01-01T11:00:00Z"), "us-east-1", "ssm"));

        var used = rig.call(Iam.GET_ACCESS_KEY_LAST_USED, ask).accessKeyLastUsed().orElseThrow();
        assertThat(used.lastUsedDate()).isEqualTo("2030-01-01T11:00:00Z");
        assertThat(used.serviceName()).isEqualTo("ssm");
        assertThat(rig.resources(Iam.GET_ACCESS_KEY_LAST_USED, ask))
                .containsExactly("arn:aws:iam::111122223333:user/admin");
    }

    @Test
    void switchesAKeyOff() {
        String id =
                rig.call(Iam.CREATE_ACCESS_KEY, CreateAccessKeyRequest.builder().build())
                        .accessKey()
                        .accessKeyId();

        rig.call(
                Iam.UPDATE_ACCESS_KEY,
                UpdateAccessKeyRequest.builder().accessKeyId(id).status("Inactive").build());

        assertThat(rig.office.directory.findKey(id).orElseThrow().key().active()).isFalse();
    }

    @Test
    void listsTheMembersOfAGroup() {
        make("alice", "/");
        rig.call(
                Iam.CREATE_GROUP,
                CreateGroupRequest.builder().groupName("beanstalk-ssh-users").build());
        rig.call(Iam.ADD_USER_TO_GROUP, new AddUserToGroupRequest("beanstalk-ssh-users", "alice"));

        assertThat(
                        rig.call(
                                        Iam.GET_GROUP,
                                        GetGroupRequest.builder()
                                                .groupName("beanstalk-ssh-users")
                                                .build())
                                .users())
                .extracting(User::userName)
                .containsExactly("alice");
        assertThat(
                        rig.resources(
                                Iam.ADD_USER_TO_GROUP,
                                new AddUserToGroupRequest("beanstalk-ssh-users", "alice")))
                .containsExactly("arn:aws:iam::111122223333:group/beanstalk-ssh-users");
    }
}
