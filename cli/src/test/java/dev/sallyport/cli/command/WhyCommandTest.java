package dev.sallyport.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.command.FakeServer.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class WhyCommandTest {
    private static final String DECISION =
            """
            {"requestId":"r-1","at":"2030-01-01T11:59:00Z",
             "caller":"arn:aws:iam::111122223333:user/alice","action":"ssm:StartSession",
             "decision":"Deny","reason":"no statement allows it","now":"Allow","resources":[
               {"resource":"arn:aws:ec2:local:111122223333:instance/i-1","decision":"Deny",
                "statements":[
                  {"policy":"nodes","sid":"Others","effect":"Allow","matched":false,
                   "otherResource":{"wanted":["arn:aws:s3:::a"],"seen":["i-1"]}},
                  {"policy":"developer","sid":"Shell","effect":"Allow","matched":false,"failed":[
                    {"key":"aws:MultiFactorAuthPresent","wanted":["true"],"seen":[]},
                    {"key":"aws:SourceIp","wanted":["10.0.0.0/8","192.0.2.0/24"],
                     "seen":["198.51.100.1"]}]},
                  {"policy":"audit","sid":"","effect":"Deny","matched":true,"failed":[]}],
                "remedies":["audit denies it"]},
               {"resource":"*","decision":"Allow","statements":[],"remedies":[]}]}
            """;

    private FakeServer server;
    private TestProgram program;

    @TempDir private Path home;

    @BeforeEach
    void start() throws Exception {
        server = new FakeServer().on("GET /sallyport/v1/decisions/r-1", DECISION);
        program = new TestProgram(server.url(), home);
    }

    @AfterEach
    void everyCallWasSigned() {
        server.close();
        assertThat(server.wrongSignatures()).isEmpty();
    }

    @Test
    void tellsTheDecisionAndWhatTheConditionsSaw() {
        assertThat(program.run("why", "r-1")).as(program.err()).isZero();

        assertThat(program.out())
                .isEqualTo(
                        """
                        request   r-1
                        at        2030-01-01T11:59:00Z
                        caller    arn:aws:iam::111122223333:user/alice
                        action    ssm:StartSession
                        decision  Deny
                        reason    no statement allows it
                        now       Allow

                        Deny  arn:aws:ec2:local:111122223333:instance/i-1
                          - nodes, Others: Allow, does not apply
                              it is for arn:aws:s3:::a
                          - developer, Shell: Allow, does not apply
                              aws:MultiFactorAuthPresent: wanted true, the request had none
                              aws:SourceIp: wanted 10.0.0.0/8 or 192.0.2.0/24, seen 198.51.100.1
                          - audit: Deny, applies
                          > audit denies it

                        Allow  *
                        """);
    }

    @Test
    void handsTheServersJsonOn() {
        assertThat(program.run("why", "r-1", "--json")).isZero();

        assertThat(JsonMapper.shared().readTree(program.out()))
                .isEqualTo(JsonMapper.shared().readTree(DECISION));
    }

    @Test
    void asksForOneDecisionWhateverTheIdHolds() {
        server.on(
                "GET /sallyport/v1/decisions/..%2Frecordings%2Fx",
                _ -> Answer.fault("NoSuchDecision", "There is no such decision."));

        assertThat(program.run("why", "../recordings/x")).isEqualTo(3);

        assertThat(program.err()).contains("There is no such decision.");
    }

    @Test
    void showsNoControlCharacters() {
        server.on(
                "GET /sallyport/v1/decisions/r-1",
                DECISION.replace("no statement", "\\u001b]52;c;eA==\\u0007"));

        assertThat(program.run("why", "r-1")).isZero();

        assertThat(program.out()).doesNotContain("\u001b", "\u0007");
    }
}
