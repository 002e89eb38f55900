package dev.sallyport.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.command.FakeServer.Answer;
import dev.sallyport.cli.terminal.FakeTerminal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class MfaCommandTest {
    private static final String SERIAL = "arn:aws:iam::111122223333:mfa/alice";
    private static final String SEED = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private FakeServer server;
    private TestProgram program;

    @TempDir private Path home;

    @BeforeEach
    void start() throws Exception {
        String blob = Base64.getEncoder().encodeToString(SEED.getBytes(StandardCharsets.US_ASCII));
        server =
                new FakeServer()
                        .on(
                                "GetUser",
                                "<R><GetUserResult><User><UserName>alice</UserName></User></GetUserResult></R>")
                        .on(
                                "CreateVirtualMFADevice",
                                "<R><CreateVirtualMFADeviceResult><VirtualMFADevice><SerialNumber>"
                                        + SERIAL
                                        + "</SerialNumber><Base32StringSeed>"
                                        + blob
                                        + "</Base32StringSeed></VirtualMFADevice>"
                                        + "</CreateVirtualMFADeviceResult></R>")
                        .on("EnableMFADevice", "<R/>")
                        .on("ResyncMFADevice", "<R/>")
                        .on("DeactivateMFADevice", "<R/>")
                        .on("DeleteVirtualMFADevice", "<R/>");
        program = new TestProgram(server.url(), home);
    }

    @AfterEach
    void everyCallWasSigned() {
        server.close();
        assertThat(server.wrongSignatures()).isEmpty();
    }

    private void refuseCodes(int times) {
        AtomicInteger left = new AtomicInteger(times);
        server.on(
                "EnableMFADevice",
                _ ->
                        left.getAndDecrement() > 0
                                ? Answer.queryFault(
                                        403,
                                        "InvalidAuthenticationCode",
                                        "Authentication code for device is not valid")
                                : Answer.ok("<R/>"));
    }

    @Test
    void showsAPictureAndEnablesTheDeviceWithTwoCodes() {
        program.terminal(FakeTerminal.of(80, 40));
        program.input("123 456\r654321\r");

        assertThat(program.run("mfa", "add")).as(program.err()).isZero();

        assertThat(program.out()).isEmpty();
        assertThat(program.err())
                .contains("\u2580", "  " + SEED, "device " + SERIAL + " enabled for alice")
                .doesNotContain("654321");
        assertThat(server.request("CreateVirtualMFADevice").form())
                .isEqualTo(Map.of("VirtualMFADeviceName", "alice"));
        assertThat(server.request("EnableMFADevice").form())
                .isEqualTo(
                        Map.of(
                                "UserName", "alice",
                                "SerialNumber", SERIAL,
                                "AuthenticationCode1", "123456",
                                "AuthenticationCode2", "654321"));
    }

    @Test
    void asksAgainForCodesThatAreWrong() {
        program.terminal(FakeTerminal.of(80, 40));
        program.input("111111\r222222\r12\r333333\r444444\r");
        refuseCodes(1);

        assertThat(program.run("mfa", "add")).as(program.err()).isZero();

        assertThat(program.err()).contains("once more");
        assertThat(server.calls()).doesNotContain("DeleteVirtualMFADevice");
    }

    @Test
    void leavesNoUnfinishedDeviceBehind() {
        program.input("111111\n222222\n");
        refuseCodes(9);

        assertThat(program.run("mfa", "add")).isEqualTo(1);

        assertThat(program.err()).contains("two codes that follow each other");
        assertThat(server.calls()).endsWith("EnableMFADevice", "DeleteVirtualMFADevice");
    }

    @Test
    void deletesTheDeviceWhenTheUserGivesUp() {
        program.terminal(FakeTerminal.of(80, 40));
        program.input("111111\r\u0003");

        assertThat(program.run("mfa", "add")).isEqualTo(130);

        assertThat(server.calls()).endsWith("DeleteVirtualMFADevice");
    }

    @Test
    void tellsTheSeedInJsonOnlyWhenThatIsWhatIsAskedFor() {
        program.input("111111\n222222\n");
        assertThat(program.run("mfa", "add", "--json")).isZero();
        assertThat(program.out()).doesNotContain(SEED);

        assertThat(program.run("mfa", "add", "phone", "--no-enable", "--json")).isZero();
        String last = program.out().substring(program.out().lastIndexOf("{"));
        JsonNode json = JsonMapper.shared().readTree(last);
        assertThat(json.path("seed").asString()).isEqualTo(SEED);
        assertThat(json.path("enabled").asBoolean()).isFalse();
        assertThat(json.path("uri").asString())
                .isEqualTo(
                        "otpauth://totp/Sallyport:phone@111122223333?secret="
                                + SEED
                                + "&issuer=Sallyport");
    }

    @Test
    void enablesResyncsAndRemoves() {
        program.input("111111\n222222\n");
        assertThat(program.run("mfa", "enable", SERIAL)).isZero();
        program.input("333333\n444444\n");
        assertThat(program.run("mfa", "resync", SERIAL, "--user", "bob")).isZero();
        assertThat(program.run("mfa", "remove", SERIAL)).isZero();

        assertThat(server.request("ResyncMFADevice").form())
                .containsEntry("UserName", "bob")
                .containsEntry("AuthenticationCode1", "333333");
        assertThat(server.calls()).endsWith("DeactivateMFADevice", "DeleteVirtualMFADevice");
    }
}
