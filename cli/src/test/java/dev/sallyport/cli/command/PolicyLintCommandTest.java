package dev.sallyport.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PolicyLintCommandTest {
    private static final String COMMA_MISSING =
            """
            {"Version": "2012-10-17", "Statement": [{
              "Effect": "Allow", "Action": "ssm:StartSession",
              "Resource": "arn:aws:ec2:*:*:instance/*"
              "Condition": {"StringLike": {"ssm:resourceTag/platform": "acme"}}
            }]}
            """;
    private static final String TRAP =
            """
            {"Version": "2012-10-17", "Statement": [{"Sid": "All",
              "Effect": "Allow", "Action": "ssm:SendCommand", "Resource": "*"}]}
            """;
    private static final String TRUST =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"AWS": "arn:aws:iam::111122223333:root"}}]}
            """;
    private static final String SOUND =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
              "Resource": "arn:aws:s3:::b/*"}]}
            """;

    private TestProgram program;

    @TempDir private Path home;

    @BeforeEach
    void start() {
        program = new TestProgram("http://127.0.0.1:1", home);
        // No server, no keys: this is for every machine.
        program.forget(
                "AWS_ENDPOINT_URL", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text).toString();
    }

    @Test
    void tellsWhereAnErrorIsAndHowToMendIt() throws Exception {
        String file = file("p.json", COMMA_MISSING);

        assertThat(program.run("policy", "lint", file)).isEqualTo(1);

        assertThat(program.out())
                .isEqualTo(
                        file
                                + ":3:43: error: Syntax errors in policy.\n"
                                + "    mend: a comma is missing before \"Condition\"\n");
    }

    @Test
    void tellsTrapsAndFailsOnlyWhenAskedTo() throws Exception {
        String file = file("p.json", TRAP);

        assertThat(program.run("policy", "lint", file)).isZero();
        assertThat(program.out())
                .startsWith(file + ":1:41: warning: All: ")
                .contains("[unlimited-send-command]", "    mend: ");

        assertThat(program.run("policy", "lint", "--strict", file)).isEqualTo(1);
    }

    @Test
    void readsStandardInput() {
        program.input(COMMA_MISSING);

        assertThat(program.run("policy", "lint", "-")).isEqualTo(1);

        assertThat(program.out()).startsWith("stdin:3:43: error:");
    }

    @Test
    void knowsATrustPolicyByItsPrincipal() throws Exception {
        String file = file("trust.json", TRUST);

        assertThat(program.run("policy", "lint", file)).isZero();
        assertThat(program.run("policy", "lint", "--kind", "identity", file)).isEqualTo(1);
    }

    @Test
    void isSilentOnStandardOutputAboutSoundPolicies() throws Exception {
        assertThat(program.run("policy", "lint", file("p.json", SOUND))).isZero();

        assertThat(program.out()).isEmpty();
    }

    @Test
    void countsEverythingInJson() throws Exception {
        String bad = file("a.json", COMMA_MISSING);
        String trap = file("b.json", TRAP);

        assertThat(program.run("policy", "lint", "--json", bad, trap)).isEqualTo(1);

        JsonNode json = JsonMapper.shared().readTree(program.out());
        assertThat(json.path("errors").asInt()).isEqualTo(1);
        assertThat(json.path("warnings").asInt()).isEqualTo(1);
        assertThat(json.at("/findings/0/severity").asString()).isEqualTo("error");
        assertThat(json.at("/findings/0/line").asInt()).isEqualTo(3);
        assertThat(json.at("/findings/1/rule").asString()).isEqualTo("unlimited-send-command");
        assertThat(json.at("/findings/1/statement").asString()).isEqualTo("All");
    }

    @Test
    void aPolicyCannotSteerTheTerminal() throws Exception {
        String file = file("p.json", TRAP.replace("\"Allow\"", "\"\u001b]0;x\u0007\""));

        assertThat(program.run("policy", "lint", file)).isEqualTo(1);

        assertThat(program.out()).doesNotContain("\u001b", "\u0007");
    }

    @Test
    void saysThatAFileIsNotThere() {
        assertThat(program.run("policy", "lint", "nowhere.json")).isEqualTo(3);

        assertThat(program.err()).contains("there is no file 'nowhere.json'");
    }
}
