package dev.sallyport.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
    @TempDir Path dir;

    @Test
    void pinsItsNamesAndDefaults() {
        assertThat(Settings.all().stream().map(s -> s.key() + "=" + s.fallback()))
                .containsExactly(
                        "data-dir=.sallyport",
                        "region=us-east-1",
                        "account-id=",
                        "listen.address=0.0.0.0",
                        "listen.port=8443",
                        "listen.plain-port=",
                        "tls.certificate=",
                        "tls.private-key=",
                        "tls.names=",
                        "tls.domain=",
                        "tls.issuer-ca=",
                        "sessions.resume-window=10m",
                        "sessions.node-window=2m",
                        "access.document-check=classic",
                        "access.open-data-channel=unless-denied",
                        "access.alias-arns=on",
                        "access.trusted-proxies=",
                        "access.calendars=",
                        "recordings.directory=",
                        "recordings.free-space-floor=64MiB");
    }

    @Test
    void needsNothingToStart() {
        Config config = valid(Optional.empty(), Map.of(), Map.of());

        assertThat(config.listen()).isEqualTo(new Config.Listen("0.0.0.0", 8443, Optional.empty()));
        assertThat(config.sessions().resumeWindow()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.recordings().directory()).isEqualTo(Path.of(".sallyport/recordings"));
        assertThat(config.recordings().freeSpaceFloor()).isEqualTo(64L << 20);
    }

    @Test
    void readsTheRulesOfAccess() {
        Config config =
                valid(
                        Optional.empty(),
                        Map.of("SALLYPORT_ACCESS_TRUSTED_PROXIES", "10.0.0.0/8, 2001:db8::1"),
                        Map.of("access.document-check", "always", "access.alias-arns", "off"));

        assertThat(config.access().checkDefaultDocument()).isTrue();
        assertThat(config.access().aliasArns()).isFalse();
        assertThat(config.access().proxies()).hasSize(2);
    }

    @Test
    void letsAFlagWinOverTheEnvironmentAndThatOverTheFile() throws IOException {
        Path file = write("region = \"file\"\n[listen]\nport = 1\nplain-port = 4\n");

        Config config =
                valid(
                        Optional.of(file),
                        Map.of("SALLYPORT_REGION", "env", "SALLYPORT_LISTEN_PORT", "2"),
                        Map.of("listen.port", "3"));

        assertThat(config.region()).isEqualTo("env");
        assertThat(config.listen().port()).isEqualTo(3);
        assertThat(config.listen().plainPort()).contains(4);
    }

    @Test
    void reportsEveryFaultWithKeyValueAndExpectation() throws IOException {
        Path file =
                write(
                        "region = \"no blanks\"\nacount-id = \"1\"\n[listen]\nport = 99999\n"
                                + "[sessions]\nnode-window = \"61m\"\n");

        List<ConfigFault> faults = faults(Optional.of(file), Map.of(), Map.of());

        assertThat(faults.stream().map(ConfigFault::line))
                .satisfiesExactlyInAnyOrder(
                        l -> assertThat(l).contains("acount-id", "did you mean account-id?"),
                        l -> assertThat(l).contains("region", "'no blanks'", "letters, digits"),
                        l -> assertThat(l).contains("listen.port", "'99999'", "0 to 65535"),
                        l -> assertThat(l).contains("node-window", "'61m'", "1s to 1h"));
    }

    @Test
    void namesTheLineOfBrokenToml() throws IOException {
        Path file = write("region = \n");

        assertThat(faults(Optional.of(file), Map.of(), Map.of()).getFirst().line())
                .contains("line 1");
    }

    @Test
    void asksForBothHalvesOfACertificate() throws IOException {
        Path half = write("x");

        assertThat(faults(Optional.empty(), Map.of(), Map.of("tls.certificate", half.toString())))
                .singleElement()
                .satisfies(f -> assertThat(f.key()).isEqualTo("tls.private-key"));
    }

    @Test
    void refusesAConfigFileThatIsNotThere() {
        assertThat(faults(Optional.of(dir.resolve("absent.toml")), Map.of(), Map.of()))
                .singleElement()
                .satisfies(f -> assertThat(f.expectation()).isEqualTo("a readable file"));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(dir.resolve("sallyport.toml"), text);
    }

    private static Config valid(
            Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
        return ((ConfigOutcome.Valid) ConfigReader.read(file, environment, flags)).config();
    }

    private static List<ConfigFault> faults(
            Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
        return ((ConfigOutcome.Faulty) ConfigReader.read(file, environment, flags)).faults();
    }
}
