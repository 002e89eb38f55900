package dev.sallyport.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.command.FakeServer.Answer;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `can` and `who-can`.
@Timeout(60)
class CanCommandTest {
    private FakeServer server;
    private TestProgram program;

    @TempDir private Path home;

    @BeforeEach
    void start() throws Exception {
        server =
                new FakeServer()
                        .on(
                                "GetAccountAuthorizationDetails",
                                request -> Answer.ok(TestAccount.page(request)))
                        .on(
                                "AmazonSSM.ListTagsForResource",
                                "{\"TagList\":[{\"Key\":\"team\",\"Value\":\"web\"}]}");
        program = new TestProgram(server.url(), home);
    }

    @AfterEach
    void everyCallWasSigned() {
        server.close();
        assertThat(server.wrongSignatures()).isEmpty();
    }

    @Test
    void tellsTheStatementThatAllows() {
        assertThat(program.run("can", "alice", "ssm:StartSession", TestAccount.NODE, "--mfa"))
                .as(program.err())
                .isZero();

        assertThat(program.out())
                .isEqualTo(
                        """
                        allowed: arn:aws:iam::111122223333:user/alice may ssm:StartSession on arn:aws:ssm:local:111122223333:managed-instance/mi-0123456789abcdef0
                          - shells (group ops), Shells allows it on arn:aws:ssm:local:111122223333:managed-instance/mi-0123456789abcdef0
                        """);
    }

    @Test
    void tellsTheConditionThatFailed() {
        assertThat(program.run("can", "alice", "ssm:StartSession", TestAccount.NODE)).isEqualTo(1);

        assertThat(program.out())
                .startsWith("refused: User: arn:aws:iam::111122223333:user/alice is not authorized")
                .contains(
                        "shells (group ops), Shells would allow it but for Bool"
                                + " aws:MultiFactorAuthPresent: wanted true, the request has none")
                .endsWith("With an MFA code it is allowed: sallyport login\n");
    }

    @ParameterizedTest
    @CsvSource({
        "alice, document/AWS-StartSSHSession, 1",
        "carol, mi-0123456789abcdef0, 1",
        "dave, mi-0123456789abcdef0, 1",
        "eve, mi-0123456789abcdef0, 1",
        "role/oncall, mi-0123456789abcdef0, 0",
        "oncall, *, 0",
        "arn:aws:iam::111122223333:role/oncall, session/alice-1, 0"
    })
    void judgesUsersAndRolesByAllTheirPolicies(String who, String resource, int exit) {
        assertThat(program.run("can", who, "ssm:StartSession", resource, "--mfa")).isEqualTo(exit);
    }

    @Test
    void heedsTheTagsOfTheNode() {
        server.on("AmazonSSM.ListTagsForResource", "{\"TagList\":[]}");

        assertThat(program.run("can", "alice", "ssm:StartSession", TestAccount.NODE, "--mfa"))
                .isEqualTo(1);

        assertThat(program.out()).contains("ssm:resourceTag/team", "the request has none");
    }

    @Test
    void heedsTheAddress() {
        assertThat(program.run("can", "bob", "ssm:StartSession", "*", "--from", "203.0.113.9"))
                .isZero();
        assertThat(program.run("can", "bob", "ssm:StartSession", "*", "--from", "198.51.100.1"))
                .isEqualTo(1);
        assertThat(program.out()).contains("wanted 203.0.113.0/24, seen 198.51.100.1");
    }

    @Test
    void tellsEveryStatementAsJson() {
        assertThat(program.run("can", "carol", "ssm:StartSession", TestAccount.NODE, "--json"))
                .isEqualTo(1);

        JsonNode json = JsonMapper.shared().readTree(program.out());
        assertThat(json.path("allowed").asBoolean()).isFalse();
        assertThat(json.path("withMfa").asBoolean()).isFalse();
        assertThat(json.at("/statements/0/policy").asString()).isEqualTo("shells (group ops)");
        assertThat(json.at("/statements/0/matched").asBoolean()).isFalse();
        assertThat(json.at("/statements/0/failed/0/key").asString())
                .isEqualTo("aws:MultiFactorAuthPresent");
        assertThat(json.at("/statements/0/failed/0/wanted/0").asString()).isEqualTo("true");
        assertThat(json.at("/statements/0/failed/0/seen")).isEmpty();
    }

    @Test
    void listsEverybodyWhoCan() {
        assertThat(program.run("who-can", "ssm:StartSession", TestAccount.NODE))
                .as(program.err())
                .isZero();

        assertThat(program.out())
                .isEqualTo(
                        """
                        NAME    KIND  CAN          BY                          CONDITIONS
                        alice   user  with-mfa     shells (group ops), Shells  -
                        bob     user  conditional  office, statement 1         IpAddress aws:SourceIp 203.0.113.0/24
                        oncall  role  yes          Admin, Everything           -
                        """);
        assertThat(program.err())
                .isEqualTo("others who cannot: 3; sallyport can USER ... says why\n");
    }

    @Test
    void listsWhoMayTakeARole() {
        assertThat(program.run("who-can", "sts:AssumeRole", "role/oncall", "--json")).isZero();

        JsonNode json = JsonMapper.shared().readTree(program.out());
        Map<String, String> can = new TreeMap<>();
        json.path("principals")
                .forEach(it -> can.put(it.path("name").asString(), it.path("can").asString()));
        assertThat(can).isEqualTo(Map.of("alice", "yes"));
        assertThat(json.path("others").asInt()).isEqualTo(5);
    }

    @Test
    void takesEverythingAwayWhereAPolicyCannotBeRead() {
        server.on(
                "GetAccountAuthorizationDetails",
                request ->
                        Answer.ok(
                                TestAccount.page(request).replace("policy/Admin</Arn>", "</Arn>")));

        assertThat(program.run("can", "oncall", "ssm:StartSession", "*")).isEqualTo(1);

        assertThat(program.err())
                .contains("cannot be read: arn:aws:iam::111122223333:policy/Admin");
    }

    @Test
    void saysWhatItDoesNotKnow() {
        assertThat(program.run("can", "mallory", "ssm:StartSession", "*")).isEqualTo(3);
        assertThat(program.err()).contains("no user or role 'mallory'");
        assertThat(program.run("who-can", "ssm:StartSession", "bucket/x")).isEqualTo(2);
        assertThat(program.err()).contains("'bucket/x' names no resource");
        assertThat(program.run("can", "bob", "a:b", "*", "--at", "noon")).isEqualTo(2);
        assertThat(program.err()).contains("--at: 'noon'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"StartSession", "ssm:", ":StartSession", "ssm:*", "*", "a:b:c"})
    void refusesWhatNoCallAsksFor(String action) {
        assertThat(program.run("can", "alice", action, "*")).isEqualTo(2);
        assertThat(program.run("who-can", action, "*")).isEqualTo(2);

        assertThat(program.err())
                .contains("'" + action + "' (expected service:Action, such as ssm:StartSession)");
    }
}
