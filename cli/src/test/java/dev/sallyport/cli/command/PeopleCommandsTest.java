package dev.sallyport.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.command.FakeServer.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `user`, `group`, `role`, `key`, and `policy attach`.
@Timeout(60)
class PeopleCommandsTest {
    private static final String USER =
            "<UserName>alice</UserName><UserId>AIDA1</UserId><Path>/</Path>"
                    + "<Arn>arn:aws:iam::111122223333:user/alice</Arn>"
                    + "<CreateDate>2029-12-01T00:00:00Z</CreateDate>";

    private FakeServer server;
    private TestProgram program;

    @TempDir private Path home;

    @BeforeEach
    void start() throws Exception {
        server = new FakeServer();
        list("ListUsers", "Users", USER);
        list("ListGroupsForUser", "Groups", "<GroupName>ops</GroupName>");
        list("ListAttachedUserPolicies", "AttachedPolicies", "<PolicyArn>arn:p</PolicyArn>");
        list("ListUserPolicies", "PolicyNames", "mine");
        list(
                "ListAccessKeys",
                "AccessKeyMetadata",
                "<AccessKeyId>AKIA1</AccessKeyId><UserName>alice</UserName>"
                        + "<Status>Active</Status><CreateDate>2029-12-01T00:00:00Z</CreateDate>");
        list("ListMFADevices", "MFADevices", "<SerialNumber>arn:mfa/alice</SerialNumber>");
        list("ListUserTags", "Tags", "<Key>team</Key><Value>web</Value>");
        list("ListSSHPublicKeys", "SSHPublicKeys", "<SSHPublicKeyId>APKA1</SSHPublicKeyId>");
        list(
                "ListPolicies",
                "Policies",
                "<PolicyName>ReadOnlyAccess</PolicyName><Arn>arn:aws:iam::aws:policy/ReadOnlyAccess</Arn>"
                        + "<AttachmentCount>1</AttachmentCount>");
        server.on("GetUser", result("GetUser", "<User>" + USER + "</User>"));
        server.on("CreateUser", result("CreateUser", "<User>" + USER + "</User>"));
        server.on(
                "CreateAccessKey",
                result(
                        "CreateAccessKey",
                        "<AccessKey><AccessKeyId>AKIANEW</AccessKeyId>"
                                + "<SecretAccessKey>the-secret</SecretAccessKey></AccessKey>"));
        server.on(
                "GetAccessKeyLastUsed",
                result("GetAccessKeyLastUsed", "<UserName>alice</UserName>"));
        program = new TestProgram(server.url(), home);
    }

    @AfterEach
    void everyCallWasSigned() {
        server.close();
        assertThat(server.wrongSignatures()).isEmpty();
    }

    private static String result(String action, String body) {
        return "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>".formatted(action, body);
    }

    private void list(String action, String list, String member) {
        server.on(
                action,
                result(action, "<%1$s><member>%2$s</member></%1$s>".formatted(list, member)));
    }

    private void accept(String... actions) {
        for (String action : actions) {
            server.on(action, "<R/>");
        }
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(program.out());
    }

    @Test
    void listsUsers() {
        assertThat(program.run("user", "list")).as(program.err()).isZero();

        assertThat(program.out())
                .isEqualTo(
                        """
                        NAME   ID     PATH  CREATED
                        alice  AIDA1  /     2029-12-01T00:00:00Z
                        """);
    }

    @Test
    void showsAUserWithEverything() {
        assertThat(program.run("user", "show", "alice", "--json")).as(program.err()).isZero();

        assertThat(json())
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"name":"alice","arn":"arn:aws:iam::111122223333:user/alice",
                                         "id":"AIDA1","path":"/","created":"2029-12-01T00:00:00Z",
                                         "boundary":"","groups":["ops"],"policies":["arn:p"],
                                         "inlinePolicies":["mine"],
                                         "keys":[{"id":"AKIA1","active":true,
                                                  "created":"2029-12-01T00:00:00Z"}],
                                         "mfa":["arn:mfa/alice"],"tags":{"team":"web"}}
                                        """));
        assertThat(program.run("user", "show")).isZero();
        assertThat(program.out()).contains("tags            team=web\n");
    }

    @Test
    void makesAUserAndShowsTheSecretOnce() {
        accept("AddUserToGroup");

        assertThat(program.run("user", "create", "alice", "--group", "ops", "--tag", "team=web"))
                .as(program.err())
                .isZero();

        assertThat(program.out().split("the-secret", -1)).hasSize(2);
        assertThat(program.err()).isEqualTo("The secret is not shown again.\n");
        assertThat(server.request("CreateUser").form())
                .isEqualTo(
                        Map.of(
                                "UserName", "alice",
                                "Tags.member.1.Key", "team",
                                "Tags.member.1.Value", "web"));
        assertThat(server.request("AddUserToGroup").form())
                .isEqualTo(Map.of("GroupName", "ops", "UserName", "alice"));
        assertThat(server.request("CreateAccessKey").form()).isEqualTo(Map.of("UserName", "alice"));
    }

    @Test
    void leavesNoHalfMadeUser() {
        for (String list : new String[] {"ListGroupsForUser", "ListAttachedUserPolicies"}) {
            server.on(list, "<R/>");
        }
        accept("DeleteAccessKey", "DeactivateMFADevice", "DeleteVirtualMFADevice");
        accept("DeleteSSHPublicKey", "DeleteUserPolicy", "DeleteLoginProfile", "DeleteUser");
        server.on(
                "AddUserToGroup",
                _ -> Answer.queryFault(404, "NoSuchEntity", "The group cannot be found."));

        assertThat(program.run("user", "create", "alice", "--group", "nosuch")).isEqualTo(3);

        assertThat(program.err()).contains("The group cannot be found.");
        assertThat(server.calls()).endsWith("DeleteUser").doesNotContain("CreateAccessKey");
    }

    @Test
    void makesAUserWithoutAKey() {
        assertThat(program.run("user", "create", "alice", "--no-key", "--json")).isZero();

        assertThat(json().has("secretAccessKey")).isFalse();
        assertThat(server.calls()).containsExactly("CreateUser");
    }

    @Test
    void deletesAUserWithEverythingOnlyWhenForced() {
        accept("DeleteUser");
        assertThat(program.run("user", "delete", "alice")).isZero();
        assertThat(server.calls()).containsExactly("DeleteUser");

        accept(
                "DeleteAccessKey",
                "DeactivateMFADevice",
                "DeleteVirtualMFADevice",
                "DeleteSSHPublicKey",
                "RemoveUserFromGroup",
                "DetachUserPolicy",
                "DeleteUserPolicy");
        server.on(
                "DeleteLoginProfile",
                _ -> Answer.queryFault(404, "NoSuchEntity", "There is no login profile."));
        assertThat(program.run("user", "delete", "alice", "--force")).as(program.err()).isZero();

        assertThat(server.calls())
                .contains(
                        "DeleteAccessKey",
                        "DeleteVirtualMFADevice",
                        "DeleteSSHPublicKey",
                        "RemoveUserFromGroup",
                        "DetachUserPolicy",
                        "DeleteUserPolicy",
                        "DeleteLoginProfile")
                .endsWith("DeleteUser");
    }

    @Test
    void setsAndRemovesTags() {
        accept("TagUser", "UntagUser");

        assertThat(program.run("user", "tag", "alice", "a=b", "c=d", "--remove", "e")).isZero();

        assertThat(server.request("TagUser").form())
                .containsEntry("Tags.member.2.Key", "c")
                .containsEntry("Tags.member.2.Value", "d");
        assertThat(server.request("UntagUser").form()).containsEntry("TagKeys.member.1", "e");
    }

    @Test
    void fillsAndShowsGroups() {
        accept("AddUserToGroup", "RemoveUserFromGroup", "CreateGroup", "DeleteGroup");
        list("GetGroup", "Users", USER);
        list("ListAttachedGroupPolicies", "AttachedPolicies", "<PolicyArn>arn:p</PolicyArn>");
        list("ListGroupPolicies", "PolicyNames", "shells");

        assertThat(program.run("group", "create", "ops")).isZero();
        assertThat(program.run("group", "add", "ops", "alice", "bob")).isZero();
        assertThat(program.run("group", "remove", "ops", "bob")).isZero();
        assertThat(program.run("group", "delete", "ops")).isZero();
        assertThat(server.calls())
                .containsExactly(
                        "CreateGroup",
                        "AddUserToGroup",
                        "AddUserToGroup",
                        "RemoveUserFromGroup",
                        "DeleteGroup");

        assertThat(program.run("group", "show", "ops", "--json")).isZero();
        assertThat(json().at("/users/0").asString()).isEqualTo("alice");
        assertThat(json().at("/inlinePolicies/0").asString()).isEqualTo("shells");
    }

    @Test
    void showsWhoMayTakeARole() {
        list("ListAttachedRolePolicies", "AttachedPolicies", "<PolicyArn>arn:p</PolicyArn>");
        list("ListRolePolicies", "PolicyNames", "own");
        server.on(
                "GetRole",
                result(
                        "GetRole",
                        "<Role><RoleName>oncall</RoleName><Arn>arn:r</Arn><AssumeRolePolicyDocument>"
                                + "%7B%22a%22%3A%22b+c%22%7D</AssumeRolePolicyDocument></Role>"));

        assertThat(program.run("role", "show", "oncall", "--json")).as(program.err()).isZero();

        assertThat(json().path("trust").asString()).isEqualTo("{\"a\":\"b+c\"}");
    }

    @Test
    void changesAKeyWhosesoeverItIs() {
        accept("UpdateAccessKey", "DeleteAccessKey");

        assertThat(program.run("key", "disable", "AKIA1")).isZero();
        assertThat(server.request("UpdateAccessKey").form())
                .isEqualTo(
                        Map.of("UserName", "alice", "AccessKeyId", "AKIA1", "Status", "Inactive"));

        server.on("GetAccessKeyLastUsed", _ -> Answer.queryFault(403, "AccessDenied", "no"));
        assertThat(program.run("key", "delete", "AKIA1", "--json")).as(program.err()).isZero();
        assertThat(server.request("DeleteAccessKey").form())
                .isEqualTo(Map.of("AccessKeyId", "AKIA1"));
    }

    @Test
    void makesAndListsKeys() {
        assertThat(program.run("key", "create")).isZero();
        assertThat(program.out()).contains("secretAccessKey  the-secret");
        assertThat(server.request("CreateAccessKey").form()).isEmpty();

        assertThat(program.run("key", "list", "--user", "alice")).isZero();
        assertThat(program.out()).contains("AKIA1  alice  Active");
        assertThat(server.request("ListAccessKeys").form()).isEqualTo(Map.of("UserName", "alice"));
    }

    @ParameterizedTest
    @CsvSource({
        "--user, AttachUserPolicy",
        "--group, AttachGroupPolicy",
        "--role, AttachRolePolicy"
    })
    void attachesAPolicyByItsName(String option, String action) {
        accept(action);

        assertThat(program.run("policy", "attach", "readonlyaccess", option, "x"))
                .as(program.err())
                .isZero();

        assertThat(server.request(action).form())
                .containsEntry("PolicyArn", "arn:aws:iam::aws:policy/ReadOnlyAccess")
                .containsValue("x");
    }

    @Test
    void listsPoliciesOfAllAndOfOne() {
        assertThat(program.run("policy", "list", "--all")).as(program.err()).isZero();
        assertThat(program.out()).contains("ReadOnlyAccess");
        assertThat(server.request("ListPolicies").form()).isEqualTo(Map.of("Scope", "All"));

        assertThat(program.run("policy", "list", "--user", "alice")).isZero();
        assertThat(program.out()).contains("inlinePolicies  mine");
    }

    @Test
    void saysWhatItDoesNotKnow() {
        assertThat(program.run("policy", "attach", "Nothing", "--user", "x")).isEqualTo(3);
        assertThat(program.err()).contains("there is no policy 'Nothing'");
        assertThat(program.run("policy", "attach", "Nothing")).isEqualTo(2);
        assertThat(program.run("policy", "attach", "N", "--user", "x", "--role", "y")).isEqualTo(2);
        assertThat(program.run("user")).isEqualTo(2);
        assertThat(program.err()).contains("user: which one? (expected: create, delete, list,");
    }
}
