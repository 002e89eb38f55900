package dev.sallyport.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.command.FakeServer.Answer;
import dev.sallyport.cli.terminal.FakeTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class LoginCommandTest {
    private static final String DEVICE = "arn:aws:iam::111122223333:mfa/alice";
    private static final String DEVICES =
            """
            <ListMFADevicesResponse><ListMFADevicesResult><MFADevices>%s</MFADevices>
            <IsTruncated>false</IsTruncated></ListMFADevicesResult></ListMFADevicesResponse>
            """;
    private static final String ONE =
            "<member><UserName>alice</UserName><SerialNumber>"
                    + DEVICE
                    + "</SerialNumber></member>";
    private static final String CREDENTIALS =
            """
            <%1$sResponse><%1$sResult><Credentials><AccessKeyId>ASIANEW</AccessKeyId>
            <SecretAccessKey>new-secret</SecretAccessKey><SessionToken>%2$s</SessionToken>
            <Expiration>2030-01-02T00:00:00Z</Expiration></Credentials></%1$sResult></%1$sResponse>
            """;
    private static final String LONG_TERM =
            """
            # mine
            [default-long-term]
            aws_access_key_id = AKIAALICE
            aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY

            [other]
            region = elsewhere
            """;
    private static final String GOT =
            """
            assumed_role = False
            aws_access_key_id = ASIANEW
            aws_secret_access_key = new-secret
            aws_session_token = new-token
            aws_security_token = new-token
            expiration = 2030-01-02 00:00:00
            """;

    private FakeServer server;
    private TestProgram program;

    @TempDir private Path home;

    @BeforeEach
    void start() throws Exception {
        server =
                new FakeServer()
                        .on("ListMFADevices", DEVICES.formatted(ONE))
                        .on(
                                "GetSessionToken",
                                CREDENTIALS.formatted("GetSessionToken", "new-token"))
                        .on("AssumeRole", CREDENTIALS.formatted("AssumeRole", "new-token"));
        program = new TestProgram(server.url(), home);
        program.forget("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
        program.input("123456\n");
    }

    @AfterEach
    void everyCallWasSigned() {
        server.close();
        assertThat(server.wrongSignatures()).isEmpty();
    }

    private Path file() {
        return home.resolve(".aws/credentials");
    }

    private void credentials(String text) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), text);
        mode("rw-------");
    }

    private void mode(String mode) throws IOException {
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(mode));
    }

    @Test
    void keepsWhatItGotAndEverythingElseAsItWas() throws Exception {
        credentials(LONG_TERM);

        assertThat(program.run("login", "--duration", "3h")).as(program.err()).isZero();

        assertThat(Files.readString(file())).isEqualTo(LONG_TERM + "\n[default]\n" + GOT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(file().getParent()).isDirectoryNotContaining(path -> !path.equals(file()));
        assertThat(server.request("GetSessionToken").form())
                .isEqualTo(
                        Map.of(
                                "DurationSeconds", "10800",
                                "SerialNumber", DEVICE,
                                "TokenCode", "123456"));
        assertThat(program.err())
                .isEqualTo("profile default: credentials good until 2030-01-02T00:00:00Z (12h)\n");
    }

    @Test
    void neverPrintsASecret() throws Exception {
        credentials(LONG_TERM);

        assertThat(program.run("login", "--json")).as(program.err()).isZero();

        assertThat(JsonMapper.shared().readTree(program.out()))
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"profile":"default","accessKeyId":"ASIANEW",
                                         "expires":"2030-01-02T00:00:00Z","role":"",
                                         "device":"%s","renewed":true}
                                        """
                                                .formatted(DEVICE)));
        assertThat(program.out() + program.err())
                .doesNotContain("new-secret", "new-token", FakeServer.SECRET, "123456");
    }

    @Test
    void movesALongTermKeyOutOfTheWay() throws Exception {
        credentials(LONG_TERM.replace("default-long-term", "work"));

        assertThat(program.run("login", "--profile", "work")).as(program.err()).isZero();

        assertThat(Files.readString(file()))
                .contains(
                        "[work-long-term]\naws_access_key_id = AKIAALICE\n"
                                + "aws_secret_access_key = "
                                + FakeServer.SECRET)
                .contains("[work]\naws_access_key_id = ASIANEW\naws_secret_access_key = new-secret")
                .contains("[other]\nregion = elsewhere");
        assertThat(program.err()).contains("now in 'work-long-term'");
    }

    @Test
    void leavesGoodCredentialsAlone() throws Exception {
        credentials(LONG_TERM + "[default]\n" + GOT);

        assertThat(program.run("login")).isZero();

        assertThat(server.calls()).isEmpty();
        assertThat(program.err()).contains("until 2030-01-02T00:00:00Z", "--force");
        assertThat(program.run("login", "--force")).isZero();
        assertThat(server.calls()).contains("GetSessionToken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2030-01-01 12:00:00", "yesterday", "2030-13-01 00:00:00"})
    void renewsWhatHasEndedOrCannotBeRead(String end) throws Exception {
        credentials(LONG_TERM + "[default]\n" + GOT.replace("2030-01-02 00:00:00", end));

        assertThat(program.run("login")).isZero();

        assertThat(Files.readString(file())).isEqualTo(LONG_TERM + "[default]\n" + GOT);
    }

    @Test
    void assumesARole() throws Exception {
        String role = "arn:aws:iam::111122223333:role/oncall";
        credentials(LONG_TERM + "[default]\n" + GOT);

        assertThat(program.run("login", "--role", role, "--session-name", "alice"))
                .as(program.err())
                .isZero();

        assertThat(server.request("AssumeRole").form())
                .isEqualTo(
                        Map.of(
                                "RoleArn",
                                role,
                                "RoleSessionName",
                                "alice",
                                "SerialNumber",
                                DEVICE,
                                "TokenCode",
                                "123456"));
        assertThat(Files.readString(file()))
                .contains("assumed_role = True\n", "assumed_role_arn = " + role + "\n");
        // And back: what belongs to the role must not stay.
        program.input("654321\n");
        assertThat(program.run("login")).isZero();
        assertThat(Files.readString(file()))
                .contains("assumed_role = False\n")
                .doesNotContain("assumed_role_arn");
    }

    @Test
    void takesTheDeviceOfTheFileWithoutAskingTheServer() throws Exception {
        credentials(LONG_TERM.replace("\n[other]", "aws_mfa_device = arn:mfa/mine\n\n[other]"));

        assertThat(program.run("login")).as(program.err()).isZero();

        assertThat(server.calls()).containsExactly("GetSessionToken");
        assertThat(server.request("GetSessionToken").form())
                .containsEntry("SerialNumber", "arn:mfa/mine");
    }

    @Test
    void takesTheUsualDeviceOfWhoMayNotListThem() throws Exception {
        credentials(LONG_TERM);
        server.on("ListMFADevices", _ -> Answer.queryFault(403, "AccessDenied", "no"));
        server.on(
                "GetCallerIdentity",
                "<R><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/team/alice</Arn>"
                        + "</GetCallerIdentityResult></R>");

        assertThat(program.run("login")).as(program.err()).isZero();

        assertThat(server.request("GetSessionToken").form()).containsEntry("SerialNumber", DEVICE);
    }

    @Test
    void asksWhichOfSeveralDevices() throws Exception {
        credentials(LONG_TERM);
        server.on("ListMFADevices", DEVICES.formatted(ONE + ONE.replace("alice", "phone")));

        assertThat(program.run("login")).isEqualTo(2);
        assertThat(program.err()).contains("which MFA device?", "--serial " + DEVICE);

        FakeTerminal terminal = FakeTerminal.of(80, 24);
        program.terminal(terminal);
        program.input("7\n2\n12x\b3456\r");
        assertThat(program.run("login")).as(program.err()).isZero();
        assertThat(server.request("GetSessionToken").form())
                .containsEntry("SerialNumber", "arn:aws:iam::111122223333:mfa/phone")
                .containsEntry("TokenCode", "123456");
        assertThat(terminal.rawModes()).isZero();
        assertThat(program.err()).doesNotContain("3456");
    }

    @Test
    void ctrlCAtTheQuestionChangesNothing() throws Exception {
        credentials(LONG_TERM);
        program.terminal(FakeTerminal.of(80, 24));
        program.input("12\u0003");

        assertThat(program.run("login")).isEqualTo(130);

        assertThat(Files.readString(file())).isEqualTo(LONG_TERM);
    }

    @Test
    void aRefusedCodeChangesNothing() throws Exception {
        credentials(LONG_TERM);
        server.on(
                "GetSessionToken",
                _ ->
                        Answer.queryFault(
                                403,
                                "AccessDenied",
                                "MultiFactorAuthentication failed with invalid MFA one time pass"
                                        + " code. "));

        assertThat(program.run("login")).isEqualTo(4);

        assertThat(program.err()).contains("wait for the next one");
        assertThat(Files.readString(file())).isEqualTo(LONG_TERM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a&#10;[other]", "a&#13;b"})
    void refusesATokenThatWouldWriteOtherSections(String token) throws Exception {
        credentials(LONG_TERM);
        server.on("GetSessionToken", CREDENTIALS.formatted("GetSessionToken", token));

        assertThat(program.run("login")).isEqualTo(1);

        assertThat(Files.readString(file())).isEqualTo(LONG_TERM);
    }

    @Test
    void writesWhatALinkLeadsTo() throws Exception {
        Path real = home.resolve("vault");
        Files.writeString(real, LONG_TERM);
        Files.createDirectories(file().getParent());
        Files.createSymbolicLink(file(), real);

        assertThat(program.run("login")).as(program.err()).isZero();

        assertThat(file()).isSymbolicLink();
        assertThat(Files.readString(real)).contains("ASIANEW");
    }

    @Test
    void saysThatOthersCanReadTheFile() throws Exception {
        credentials(LONG_TERM);
        mode("rw-r--r--");

        assertThat(program.run("login")).isZero();

        assertThat(program.err()).contains("others can read");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertThat(program.run("login", "--profile", "work")).isEqualTo(2);
        assertThat(program.err())
                .contains("no long-term key for profile 'work'", "--profile work-long-term");

        credentials(LONG_TERM);
        server.on("ListMFADevices", DEVICES.formatted(""));
        assertThat(program.run("login")).isEqualTo(4);
        assertThat(program.err()).contains("no MFA device", "sallyport mfa add");
        assertThat(program.run("login", "--serial", DEVICE, "--code", "12345")).isEqualTo(2);
        assertThat(program.err()).contains("six digits");
    }
}
