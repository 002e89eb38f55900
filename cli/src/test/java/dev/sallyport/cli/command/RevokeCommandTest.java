package dev.sallyport.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.command.FakeServer.Answer;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class RevokeCommandTest {
    private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
    private static final String KEYS =
            """
            <R><ListAccessKeysResult><AccessKeyMetadata>
            <member><AccessKeyId>AKIA1</AccessKeyId><Status>%s</Status></member>
            <member><AccessKeyId>AKIA2</AccessKeyId><Status>Inactive</Status></member>
            </AccessKeyMetadata></ListAccessKeysResult></R>
            """;
    private static final String SESSION = "{\"Sessions\":[{\"SessionId\":\"alice-1\"}]}";
    private static final String NONE = "{\"Sessions\":[]}";

    private final Deque<String> sessions = new ConcurrentLinkedDeque<>();

    private FakeServer server;
    private TestProgram program;

    @TempDir private Path home;

    @BeforeEach
    void start() throws Exception {
        server =
                new FakeServer()
                        .on(
                                "GetUser",
                                "<R><GetUserResult><User><Arn>"
                                        + ALICE
                                        + "</Arn></User></GetUserResult></R>")
                        .on("GetCallerIdentity", identity("admin"))
                        .on("ListAccessKeys", KEYS.formatted("Active"))
                        .on("ListUserTags", tags(""))
                        .on("ListUserPolicies", policies(""))
                        .on(
                                "AmazonSSM.DescribeSessions",
                                _ -> Answer.ok(sessions.isEmpty() ? NONE : sessions.removeFirst()));
        for (String done :
                List.of(
                        "PutUserPolicy",
                        "DeleteUserPolicy",
                        "TagUser",
                        "UntagUser",
                        "UpdateAccessKey")) {
            server.on(done, "<R/>");
        }
        server.on("AmazonSSM.TerminateSession", "{}");
        program = new TestProgram(server.url(), home);
    }

    @AfterEach
    void everyCallWasSigned() {
        server.close();
        assertThat(server.wrongSignatures()).isEmpty();
    }

    private static String identity(String user) {
        return "<R><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/%s</Arn></GetCallerIdentityResult></R>"
                .formatted(user);
    }

    private static String tags(String revoked) {
        String tag =
                revoked.isEmpty()
                        ? ""
                        : "<member><Key>sallyport:revoked-keys</Key><Value>"
                                + revoked
                                + "</Value></member>";
        return "<R><ListUserTagsResult><Tags>" + tag + "</Tags></ListUserTagsResult></R>";
    }

    private static String policies(String name) {
        return "<R><ListUserPoliciesResult><PolicyNames><member>%s</member></PolicyNames></ListUserPoliciesResult></R>"
                .formatted(name);
    }

    @Test
    void deniesEverythingFirstAndThenDisablesTheKeysItRemembers() {
        sessions.addAll(List.of(SESSION, SESSION, NONE));

        assertThat(program.run("revoke", "alice")).as(program.err()).isZero();

        assertThat(server.calls())
                .containsSubsequence("PutUserPolicy", "TagUser", "UpdateAccessKey")
                .doesNotContain("AmazonSSM.TerminateSession");
        assertThat(server.request("PutUserPolicy").form())
                .containsEntry("UserName", "alice")
                .containsEntry("PolicyName", "SallyportRevoked")
                .hasEntrySatisfying(
                        "PolicyDocument",
                        text ->
                                assertThat(text)
                                        .contains(
                                                "\"Deny\"",
                                                "\"Action\":\"*\"",
                                                "\"Resource\":\"*\""));
        assertThat(server.request("TagUser").form())
                .isEqualTo(
                        Map.of(
                                "UserName", "alice",
                                "Tags.member.1.Key", "sallyport:revoked-keys",
                                "Tags.member.1.Value", "AKIA1"));
        assertThat(server.request("UpdateAccessKey").form())
                .isEqualTo(
                        Map.of("UserName", "alice", "AccessKeyId", "AKIA1", "Status", "Inactive"));
        assertThat(program.err())
                .isEqualTo(
                        """
                        user alice may do nothing any more (policy SallyportRevoked)
                          disabled AKIA1
                          ended    alice-1
                        """);
    }

    @Test
    void endsWhatTheServerHasNotEnded() {
        for (int i = 0; i < 30; i++) {
            sessions.add(SESSION);
        }

        assertThat(program.run("revoke", "alice", "--json")).isZero();

        assertThat(server.request("AmazonSSM.TerminateSession").json().path("SessionId").asString())
                .isEqualTo("alice-1");
        assertThat(JsonMapper.shared().readTree(program.out()))
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"user":"alice","revoked":true,"keys":["AKIA1"],
                                         "sessions":["alice-1"]}
                                        """));
    }

    @Test
    void aSecondTimeForgetsNoKey() {
        server.on("ListAccessKeys", KEYS.formatted("Inactive")).on("ListUserTags", tags("AKIA1"));

        assertThat(program.run("revoke", "alice")).isZero();

        assertThat(server.calls()).contains("PutUserPolicy").doesNotContain("TagUser");
    }

    @Test
    void undoesWhatItDidAndNoMore() {
        server.on("ListAccessKeys", KEYS.formatted("Inactive"))
                .on("ListUserTags", tags("AKIA1 AKIAGONE"))
                .on("ListUserPolicies", policies("SallyportRevoked"));

        assertThat(program.run("revoke", "alice", "--undo")).as(program.err()).isZero();

        assertThat(server.calls().stream().filter("UpdateAccessKey"::equals)).hasSize(1);
        assertThat(server.request("UpdateAccessKey").form())
                .isEqualTo(Map.of("UserName", "alice", "AccessKeyId", "AKIA1", "Status", "Active"));
        assertThat(server.request("DeleteUserPolicy").form())
                .containsEntry("PolicyName", "SallyportRevoked");
        assertThat(server.request("UntagUser").form())
                .containsEntry("TagKeys.member.1", "sallyport:revoked-keys");
        assertThat(program.err()).contains("let in again", "enabled  AKIA1");
    }

    @Test
    void hasNothingToUndoForWhomItDidNotRevoke() {
        assertThat(program.run("revoke", "alice", "--undo")).isEqualTo(3);

        assertThat(program.err()).contains("'alice' is not revoked");
        assertThat(server.calls()).doesNotContain("UpdateAccessKey", "DeleteUserPolicy");
    }

    @Test
    void doesNotShutYouOutByMistake() {
        server.on("GetCallerIdentity", identity("alice"));

        assertThat(program.run("revoke", "alice")).isEqualTo(2);

        assertThat(server.calls()).doesNotContain("PutUserPolicy");
    }

    @Test
    void knowsNobodyElse() {
        server.on(
                "GetUser",
                _ -> Answer.queryFault(404, "NoSuchEntity", "The user cannot be found."));

        assertThat(program.run("revoke", "mallory")).isEqualTo(3);

        assertThat(server.calls()).containsExactly("GetUser");
    }
}
