package dev.sallyport.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.agent.link.CallFailedException;
import dev.sallyport.agent.link.ServerAddress;
import dev.sallyport.protocol.NodeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a node keeps on disk, and how it gets there.
class NodeTest {
    private static final Registration WEB =
            new Registration(
                    ServerAddress.parse("https://s.example:8443"),
                    "local",
                    new NodeId(FakeServer.NODE),
                    "a-fingerprint",
                    Optional.of("web-1"));

    @TempDir Path folder;
    private DataDir data;

    @BeforeEach
    void openData() throws IOException {
        data = DataDir.open(folder.resolve("deep/agent"));
    }

    @Test
    void keepsItsFilesFromEveryOtherUser() throws Exception {
        data.write("node.key", new byte[] {1});

        assertThat(mode(data.path())).isEqualTo("rwx------");
        assertThat(mode(data.path().resolve("node.key"))).isEqualTo("rw-------");
    }

    @Test
    void closesADirectoryThatWasOpen() throws Exception {
        Files.setPosixFilePermissions(data.path(), PosixFilePermissions.fromString("rwxrwxrwx"));

        DataDir.open(data.path());

        assertThat(mode(data.path())).isEqualTo("rwx------");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void servesOneAgentAtATime() throws Exception {
        var first = data.lock();

        assertThat(first).isPresent();
        assertThat(data.lock()).isEmpty();
        first.orElseThrow().channel().close();
        assertThat(data.lock()).isPresent();
    }

    @Test
    void findsItsRegistrationAgain() throws Exception {
        data.write(Registration.FILE, WEB.encode());

        assertThat(NodeFiles.registration(data)).contains(WEB);
    }

    @Test
    void refusesARegistrationItDoesNotUnderstand() {
        for (String text :
                new String[] {
                    "",
                    "{}",
                    "[]",
                    "{\"sevrer\":1}",
                    new String(WEB.encode(), StandardCharsets.UTF_8).replace("https", "http")
                }) {
            assertThatThrownBy(() -> Registration.decode(text.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("registration.json: ");
        }
    }

    @Test
    void readsItsKeyAgainAndNeverQuotesABrokenOne() throws Exception {
        KeyPair pair = NodeKey.generate(new SecureRandom());

        assertThat(NodeKey.decode(NodeKey.encode(pair.getPrivate()))).isEqualTo(pair.getPrivate());
        byte[] broken =
                "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----"
                        .getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> NodeKey.decode(broken))
                .hasMessage("node key: not readable")
                .hasNoCause();
    }

    @Test
    void leavesNothingBehindWhenTheActivationIsRefused() throws Exception {
        try (FakeServer server = new FakeServer()) {
            ServerAddress address = ServerAddress.parse("http://127.0.0.1:" + server.port());
            Registrar registrar = new Wiring(data).registrar(address, FakeServer.REGION);

            assertThatThrownBy(() ->
                            registrar.register(
                                    new Registrar.Activation("id", "bad-code"),
                                    address,
                                    FakeServer.REGION,
                                    Optional.empty()))
                    .isInstanceOf(CallFailedException.class)
                    .hasMessage("InvalidActivation: no such activation (HTTP 400)");
            try (Stream<Path> files = Files.list(data.path())) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void readsWhatSystemItRunsOn() {
        String release = "PRETTY_NAME=\"x\"\nNAME=\"Debian GNU/Linux\"\nVERSION_ID=12\n";

        assertThat(NodeFacts.releaseValue(release, "NAME", "?")).isEqualTo("Debian GNU/Linux");
        assertThat(NodeFacts.releaseValue(release, "VERSION_ID", "?")).isEqualTo("12");
        assertThat(NodeFacts.releaseValue("", "NAME", "Linux")).isEqualTo("Linux");
    }
}
