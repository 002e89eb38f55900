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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class ProgramTest {
    private static final String NODES =
            """
            {"InstanceInformationList":[
              {"InstanceId":"mi-0123456789abcdef0","PingStatus":"Online","ComputerName":"web1",
               "PlatformName":"Debian GNU/Linux","PlatformVersion":"12","AgentVersion":"3.3.987.0",
               "IPAddress":"10.0.0.7","LastPingDateTime":1893499140.5,"RegistrationDate":1893400000,
               "IamRole":"nodes","ActivationId":"a-1"}]%s}
            """;
    private static final String TAGS =
            """
            <DescribeTagsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><tagSet><item>
            <resourceId>i-0123456789abcdef0</resourceId><resourceType>instance</resourceType>
            <key>Name</key><value>web</value></item></tagSet></DescribeTagsResponse>
            """;

    private FakeServer server;
    private TestProgram program;

    @TempDir private Path home;

    @BeforeEach
    void start() throws Exception {
        server =
                new FakeServer()
                        .on("AmazonSSM.DescribeInstanceInformation", NODES.formatted(""))
                        .on("DescribeTags", TAGS);
        program = new TestProgram(server.url(), home);
    }

    @AfterEach
    void everyCallWasSigned() {
        server.close();
        assertThat(server.wrongSignatures()).isEmpty();
    }

    @Test
    void listsNodes() {
        assertThat(run("nodes")).isZero();

        assertThat(out())
                .isEqualTo(
                        """
                        NAME  ID                    STATUS  COMPUTER  PLATFORM             ADDRESS   LAST PING
                        web   mi-0123456789abcdef0  Online  web1      Debian GNU/Linux 12  10.0.0.7  59s
                        """);
    }

    @Test
    void listsNodesAsJson() {
        assertThat(run("nodes", "--json")).isZero();

        assertThat(json(out()))
                .isEqualTo(
                        json(
                                """
                                {"nodes":[{"id":"mi-0123456789abcdef0","name":"web",
                                 "computerName":"web1","status":"Online",
                                 "platform":"Debian GNU/Linux","platformVersion":"12",
                                 "agentVersion":"3.3.987.0","ipAddress":"10.0.0.7",
                                 "lastPing":"2030-01-01T11:59:00Z",
                                 "registered":"2029-12-31T08:26:40Z",
                                 "activationId":"a-1","role":"nodes"}]}
                                """));
    }

    @Test
    void followsPages() {
        server.on(
                "AmazonSSM.DescribeInstanceInformation",
                request ->
                        Answer.ok(
                                NODES.formatted(
                                        request.contains("NextToken")
                                                ? ""
                                                : ",\"NextToken\":\"more\"")));

        assertThat(run("nodes")).isZero();

        assertThat(out().lines()).hasSize(3);
    }

    @Test
    void goesWithoutNameTagsWhereTheyMayNotBeRead() {
        server.on(
                "DescribeTags",
                _ ->
                        new Answer(
                                403,
                                dev.sallyport.protocol.Bytes.ofUtf8(
                                        "<Response><Errors><Error><Code>UnauthorizedOperation</Code>"
                                                + "<Message>no</Message></Error></Errors></Response>"),
                                Map.of()));

        assertThat(run("nodes")).isZero();

        assertThat(out()).contains("-     mi-0123456789abcdef0");
    }

    @Test
    void tellsWhoIAm() {
        server.on(
                "GetCallerIdentity",
                "<R><GetCallerIdentityResult><Arn>arn:aws:iam::1:user/alice</Arn><UserId>AIDA</UserId>"
                        + "<Account>1</Account></GetCallerIdentityResult></R>");

        assertThat(run("whoami", "--json")).isZero();

        assertThat(json(out()).path("arn").asString()).isEqualTo("arn:aws:iam::1:user/alice");
        assertThat(json(out()).path("account").asString()).isEqualTo("1");
    }

    @Test
    void makesAnActivation() {
        server.on(
                "AmazonSSM.CreateActivation",
                "{\"ActivationId\":\"a-2\",\"ActivationCode\":\"code-code-code\"}");

        assertThat(
                        run(
                                "activation",
                                "create",
                                "--name",
                                "web",
                                "--limit",
                                "3",
                                "--expires",
                                "2d",
                                "--tag",
                                "team=web"))
                .isZero();

        assertThat(out()).isEqualTo("id    a-2\ncode  code-code-code\n");
        assertThat(err()).contains("sallyport agent register", "--id a-2 --code code-code-code");
        assertThat(server.request("AmazonSSM.CreateActivation").json())
                .isEqualTo(
                        json(
                                """
                                {"IamRole":"nodes","RegistrationLimit":3,"DefaultInstanceName":"web",
                                 "ExpirationDate":1893672000,"Tags":[{"Key":"team","Value":"web"}]}
                                """));
    }

    @Test
    void printsADocumentAsItIsStored() {
        server.on("AmazonSSM.GetDocument", "{\"Content\":\"{ \\\"a\\\": 1 }\\n\\n\"}");

        assertThat(run("documents", "get", "Mine")).isZero();

        assertThat(out()).isEqualTo("{ \"a\": 1 }\n\n");
        assertThat(
                        server.request("AmazonSSM.GetDocument")
                                .json()
                                .path("DocumentVersion")
                                .asString())
                .isEqualTo("$DEFAULT");
    }

    @Test
    void listsTheHistoryOfOneNodeByName() {
        server.on(
                "AmazonSSM.DescribeSessions",
                "{\"Sessions\":[{\"SessionId\":\"alice-1\",\"Target\":\"mi-0123456789abcdef0\","
                        + "\"Status\":\"Terminated\",\"Owner\":\"arn:aws:iam::1:user/alice\","
                        + "\"StartDate\":1893499200,\"EndDate\":1893499260}]}");

        assertThat(run("sessions", "--history", "--node", "web")).isZero();

        assertThat(out().lines().skip(1))
                .containsExactly(
                        "alice-1  mi-0123456789abcdef0  Terminated  alice  -         "
                                + "2030-01-01T12:00:00Z  1m");
        assertThat(server.request("AmazonSSM.DescribeSessions").json())
                .isEqualTo(
                        json(
                                """
                                {"State":"History","MaxResults":50,
                                 "Filters":[{"key":"Target","value":"mi-0123456789abcdef0"}]}
                                """));
    }

    @ParameterizedTest
    @CsvSource({
        "TargetNotConnected, 5",
        "AccessDeniedException, 4",
        "ExpiredTokenException, 4",
        "InvalidDocument, 3",
        "ValidationException, 2",
        "InternalServerError, 1"
    })
    void turnsErrorsIntoExitCodes(String code, int exit) {
        server.on("AmazonSSM.StartSession", _ -> Answer.fault(code, "because"));

        assertThat(run("shell", "mi-0123456789abcdef0")).isEqualTo(exit);

        assertThat(err()).startsWith("error: because (" + code + ")\n");
    }

    @Test
    void suggestsANodesName() {
        assertThat(run("shell", "wbe")).isEqualTo(3);

        assertThat(err())
                .isEqualTo("error: there is no node 'wbe'\nhint:  did you mean web or web1?\n");
    }

    @Test
    void tellsErrorsAsJson() {
        assertThat(run("terminate", "--json")).isEqualTo(2);

        assertThat(json(err()).at("/error/message").asString()).contains("SESSION");
        assertThat(json(err()).at("/error/exit").asInt()).isEqualTo(2);
        assertThat(out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "nods, did you mean nodes?",
        "sesions, did you mean sessions",
    })
    void suggestsACommand(String typo, String hint) {
        assertThat(run(typo)).isEqualTo(2);

        assertThat(err()).contains(hint);
    }

    @Test
    void saysThatTheServerIsAway() {
        server.close();

        assertThat(run("nodes")).isEqualTo(6);

        assertThat(err()).startsWith("error: cannot reach " + server.url());
    }

    @Test
    void showsNoControlCharactersOfAServersError() {
        server.on(
                "AmazonSSM.TerminateSession",
                _ -> Answer.fault("ValidationException", "\\u001b]52;c;eA==\\u0007"));

        assertThat(run("terminate", "s-1")).isEqualTo(2);

        assertThat(err()).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login",
                "nodes",
                "shell",
                "sessions",
                "play",
                "terminate",
                "documents",
                "whoami",
                "version",
                "completion",
                "activation",
                "activation create",
                "activation list",
                "activation delete",
                "documents get",
                "documents list",
                "can",
                "who-can",
                "why",
                "revoke",
                "policy",
                "policy lint",
                "policy test",
                "policy list",
                "policy attach",
                "policy detach",
                "user",
                "user list",
                "user show",
                "user create",
                "user delete",
                "user tag",
                "group",
                "group list",
                "group show",
                "group create",
                "group delete",
                "group add",
                "group remove",
                "role",
                "role list",
                "role show",
                "key",
                "key list",
                "key create",
                "key disable",
                "key enable",
                "key delete",
                "mfa",
                "mfa list",
                "mfa add",
                "mfa enable",
                "mfa remove",
                "mfa resync"
            })
    void everyCommandExplainsItself(String command) {
        String[] words = (command + " --help").split(" ");

        assertThat(run(words)).isZero();

        assertThat(out()).contains("Usage: sallyport " + command, "Exit codes:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void completesWords(String shell) {
        assertThat(run("completion", shell)).isZero();

        assertThat(out()).contains("complete -F _complete_sallyport", "--idle-limit");
    }

    private int run(String... arguments) {
        return program.run(arguments);
    }

    private String out() {
        return program.out();
    }

    private String err() {
        return program.err();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
