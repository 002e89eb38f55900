package dev.sallyport.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A person's way through our command line: made, enrolled, logged in, working, shut out.
@ExtendWith(SharedSallyport.class)
class OwnCliPeopleTest {
    private static final String USER = "people-test";

    @TempDir private Path home;

    @Test
    void aUserIsMadeLogsInWorksAndIsShutOut(Sallyport sallyport) throws Exception {
        JsonNode user = json(done(sallyport.cli("", "user", "create", USER, "--json")));
        done(sallyport.cli("", "policy", "attach", "AmazonSSMFullAccess", "--user", USER));
        enrol(sallyport);
        String known = sallyport.node();
        assertThat(done(sallyport.cli("", "can", USER, "ssm:StartSession", known)).output())
                .contains("AmazonSSMFullAccess, ");
        assertThat(done(sallyport.cli("", "who-can", "ssm:StartSession", known)).output())
                .contains(USER);
        keep(user);

        try (Program shell = Program.start(command("shell", known), mine(sallyport))) {
            shell.type("echo $((6*7))-here\n");
            shell.await("42-here");
            String report = done(sallyport.cli("", "revoke", USER)).errors();
            assertThat(report).contains("disabled " + text(user, "accessKeyId"), "ended    ");
            shell.await("revoked");
            shell.awaitEnd();
        }
        assertThat(run(sallyport, "", "nodes").status()).isEqualTo(4);

        done(sallyport.cli("", "revoke", USER, "--undo"));
        assertThat(run(sallyport, "", "whoami").output()).contains("user/" + USER);
        done(sallyport.cli("", "user", "delete", USER, "--force"));
    }

    /// Adds a device, logs in with its next code, and lets the aws CLI use what came of it.
    private void enrol(Sallyport sallyport) throws Exception {
        JsonNode device =
                json(
                        done(
                                sallyport.cli(
                                        "",
                                        "mfa",
                                        "add",
                                        "--user",
                                        USER,
                                        USER,
                                        "--no-enable",
                                        "--json")));
        String seed = text(device, "seed");
        Instant now = Instant.now();
        String codes = code(seed, now.minusSeconds(30)) + "\n" + code(seed, now) + "\n";
        done(sallyport.cli(codes, "mfa", "enable", text(device, "serial"), "--user", USER));
        keep(json(done(sallyport.cli("", "key", "create", "--user", USER, "--json"))));

        done(run(sallyport, code(seed, now.plusSeconds(30)) + "\n", "login", "--duration", "1h"));

        assertThat(file()).content().contains("[default-long-term]", "\naws_access_key_id = ASIA");
        Run aws =
                Run.of(
                        List.of(
                                "/usr/bin/aws",
                                "--endpoint-url",
                                sallyport.endpoint(),
                                "sts",
                                "get-caller-identity"),
                        mine(sallyport),
                        "",
                        Duration.ofMinutes(2));
        assertThat(done(aws).output()).contains("user/" + USER);
    }

    private Path file() {
        return home.resolve("credentials");
    }

    private void keep(JsonNode key) throws IOException {
        Files.writeString(
                file(),
                "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
                        .formatted(text(key, "accessKeyId"), text(key, "secretAccessKey")));
    }

    private Map<String, String> mine(Sallyport sallyport) {
        Map<String, String> variables = new TreeMap<>(sallyport.environment());
        variables.keySet().removeAll(List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"));
        variables.put("AWS_SHARED_CREDENTIALS_FILE", file().toString());
        return variables;
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Sallyport.home().resolve("bin/sallyport").toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private Run run(Sallyport sallyport, String input, String... arguments) throws IOException {
        return Run.of(command(arguments), mine(sallyport), input, Duration.ofMinutes(2));
    }

    private static Run done(Run run) {
        assertThat(run.status()).as(run.errors()).isZero();
        return run;
    }

    private static JsonNode json(Run run) {
        return Sallyport.json(run.output());
    }

    private static String text(JsonNode document, String name) {
        return document.path(name).asString();
    }

    /// RFC 6238.
    private static String code(String seed, Instant at) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(decoded(seed), "HmacSHA1"));
        byte[] step = ByteBuffer.allocate(8).putLong(at.getEpochSecond() / 30).array();
        ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(step));
        int offset = hash.get(hash.capacity() - 1) & 0xf;
        return "%06d".formatted((hash.getInt(offset) & 0x7fffffff) % 1_000_000);
    }

    private static byte[] decoded(String base32) {
        BigInteger number = BigInteger.ONE;
        for (int i = 0; i < base32.length(); i++) {
            int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
            number = number.shiftLeft(5).or(BigInteger.valueOf(value));
        }
        byte[] bytes = number.toByteArray();
        // The one in front kept leading zeros.
        return Arrays.copyOfRange(bytes, 1, bytes.length);
    }
}
