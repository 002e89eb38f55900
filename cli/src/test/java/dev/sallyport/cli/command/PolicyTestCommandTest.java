package dev.sallyport.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PolicyTestCommandTest {
    // Seed 000's first statement, with its MFA condition, and the office hours of ours.
    private static final String POLICY =
            """
            {"Version": "2012-10-17", "Statement": [
              {"Sid": "Shell", "Effect": "Allow", "Action": ["ssm:StartSession", "ssm:SendCommand"],
               "Resource": ["arn:aws:ec2:us-east-1:111122223333:instance/*",
                            "arn:aws:ssm:us-east-1:*:document/AWS-StartSSHSession"],
               "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}},
              {"Sid": "Own", "Effect": "Allow", "Action": "ssm:TerminateSession",
               "Resource": "arn:aws:ssm:*:*:session/${aws:username}-*"},
              {"Sid": "Team", "Effect": "Deny", "Action": "ssm:StartSession",
               "Resource": "arn:aws:ec2:*:*:instance/*",
               "Condition": {"StringNotEqualsIfExists":
                 {"aws:ResourceTag/team": "${aws:PrincipalTag/team}"}}},
              {"Sid": "Office", "Effect": "Allow", "Action": "iam:GetUser", "Resource": "*",
               "Condition": {"StringEquals": {"sallyport:DayOfWeek": "Tue"},
                 "IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}
            ]}
            """;
    private static final String TABLE =
            """
            policies = ["policy.json"]
            from = "203.0.113.10"
            principal = {user = "alice", tags = {team = "web"}}

            [[case]]
            name = "a shell with MFA"
            action = "ssm:StartSession"
            resource = "arn:aws:ec2:us-east-1:111122223333:instance/i-0a1b2c3d4e5f60718"
            tags = {team = "web"}
            mfa = true
            expect = "allow"

            [[case]]
            name = "a shell of another team"
            action = "ssm:StartSession"
            resource = "arn:aws:ssm:us-east-1:111122223333:managed-instance/mi-0a1b2c3d4e5f60718"
            tags = {team = "db"}
            mfa = true
            expect = "explicit-deny"

            [[case]]
            name = "ssh with MFA"
            action = "ssm:StartSession"
            resource = ["arn:aws:ec2:us-east-1:111122223333:instance/i-0a1b2c3d4e5f60718",
                        "arn:aws:ssm:us-east-1::document/AWS-StartSSHSession"]
            tags = {team = "web"}
            mfa = true
            expect = "allow"

            [[case]]
            name = "another document"
            action = "ssm:StartSession"
            resource = [
                {arn = "arn:aws:ec2:us-east-1:111122223333:instance/i-1", tags = {team = "web"}},
                        "arn:aws:ssm:us-east-1::document/AWS-StartPortForwardingSession"]
            mfa = true
            expect = "implicit-deny"

            [[case]]
            name = "no MFA"
            action = "ssm:StartSession"
            resource = "arn:aws:ec2:us-east-1:111122223333:instance/i-0a1b2c3d4e5f60718"
            tags = {team = "web"}
            expect = "deny"

            [[case]]
            name = "own session"
            action = "ssm:TerminateSession"
            resource = "arn:aws:ssm:us-east-1:111122223333:session/alice-0abc"
            expect = "allow"

            [[case]]
            name = "no user, no variable"
            principal = {role = "Dev"}
            action = "ssm:TerminateSession"
            resource = "arn:aws:ssm:us-east-1:111122223333:session/alice-0abc"
            expect = "implicit-deny"

            [[case]]
            name = "on Tuesdays"
            action = "iam:GetUser"
            expect = "allow"

            [[case]]
            name = "but not on Wednesdays"
            at = 2030-01-02T12:00:00Z
            action = "iam:GetUser"
            expect = "deny"

            [[case]]
            name = "nor from elsewhere"
            context = {"aws:SourceIp" = "198.51.100.1"}
            action = "iam:GetUser"
            expect = "deny"

            [[case]]
            name = "nor beyond the boundary"
            boundary = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}'
            action = "iam:GetUser"
            expect = "implicit-deny"
            """;

    private TestProgram program;

    @TempDir private Path home;

    @BeforeEach
    void start() throws Exception {
        program = new TestProgram("http://127.0.0.1:1", home);
        program.forget(
                "AWS_ENDPOINT_URL", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
        file("policy.json", POLICY);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text).toString();
    }

    @Test
    void passesATableThatHolds() throws Exception {
        assertThat(program.run("policy", "test", file("cases.toml", TABLE)))
                .as(program.out() + program.err())
                .isZero();

        assertThat(program.out().lines()).hasSize(12);
        assertThat(program.err()).isEqualTo("11 of 11 as expected\n");
    }

    @Test
    void saysWhyACaseComesOutOtherwise() throws Exception {
        String table =
                """
                policies = "policy.json"
                principal = {tags = {team = "web"}}
                [[case]]
                name = "a shell with a key"
                tags = {team = "web"}
                action = "ssm:StartSession"
                resource = "arn:aws:ec2:us-east-1:111122223333:instance/i-0a1b2c3d4e5f60718"
                expect = "allow"
                """;

        assertThat(program.run("policy", "test", file("cases.toml", table))).isEqualTo(1);

        assertThat(program.out())
                .contains("a shell with a key  ssm:StartSession  allow     implicit-deny  DIFFERS")
                .contains(
                        "policy.json, Shell would allow it but for Bool aws:MultiFactorAuthPresent:"
                                + " wanted true, the request has none");
    }

    @Test
    void readsJsonAndAnswersInJson() throws Exception {
        String table =
                """
                {"policies": [%s], "case": [
                  {"action": "ssm:TerminateSession", "expect": "allow",
                   "resource": "arn:aws:ssm:us-east-1:111122223333:session/bob-0abc"}]}
                """
                        .formatted(POLICY);

        assertThat(program.run("policy", "test", "--json", file("cases.json", table))).isEqualTo(1);

        JsonNode json = JsonMapper.shared().readTree(program.out());
        assertThat(json.path("differences").asInt()).isEqualTo(1);
        assertThat(json.at("/cases/0/got").asString()).isEqualTo("implicit-deny");
        assertThat(json.at("/cases/0/ok").asBoolean()).isFalse();
        assertThat(json.at("/cases/0/reasons/0").asString())
                .isEqualTo(
                        "policies, Own would allow it on arn:aws:ssm:*:*:session/${aws:username}-*");
    }

    @Test
    void givesTheReasonsOfAllCasesWhenAsked() throws Exception {
        assertThat(program.run("policy", "test", "--why", file("cases.toml", TABLE))).isZero();

        assertThat(program.out()).contains("policy.json, Own allows it on");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[[case]]\\naction = 1x | line 2",
                "policies = 'policy.json' | there is no [[case]]",
                "[[case]]\\nexpect = 'allow' | 'action' is missing",
                "[[case]]\\naction = 'a:b'\\nexpect = 'maybe' | expect is 'maybe'",
                "[[case]]\\naction = 'a:b'\\nexpect = 'allow'\\nressource = 'x' | 'ressource' is not"
                        + " known",
                "polices = 'x'\\n[[case]] | 'polices' is not known",
                "policies = 'no.json'\\n[[case]]\\naction = 'a:b'\\nexpect = 'deny' | cannot read",
                "policies = '{}'\\n[[case]]\\naction = 'a:b'\\nexpect = 'deny' | Syntax errors in policy",
                "[[case]]\\naction = 'a:b'\\nexpect = 'deny'\\nat = 'noon' | at is 'noon'",
                "[[case]]\\naction = 'a:b'\\nexpect = 'deny'\\nmfa = 'yes' | true or false"
            })
    void refusesATableItCannotUnderstand(String table, String text) throws Exception {
        String file = file("cases.toml", table.replace("\\n", "\n"));

        assertThat(program.run("policy", "test", file)).isEqualTo(2);

        assertThat(program.err()).contains(text);
    }
}
