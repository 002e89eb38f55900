package dev.sallyport.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.agent.link.ServerAddress;
import dev.sallyport.agent.link.ServerCalls;
import dev.sallyport.agent.link.SocketEvents;
import dev.sallyport.agent.link.Stamps;
import dev.sallyport.agent.link.Trust;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.Secret;
import dev.sallyport.protocol.sigv4.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom a node believes.
class TlsTest {
    private static final String PASSWORD = "not-a-secret";

    @TempDir Path folder;

    private void keytool(String... arguments) throws Exception {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> words = new java.util.ArrayList<>(List.of(tool));
        words.addAll(List.of(arguments));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    /// A server whose certificate is for `name`, and that certificate in PEM.
    private FakeServer server(String name, Path pem) throws Exception {
        Path store = folder.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=" + name,
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "server",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-file",
                pem.toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return new FakeServer(context.getServerSocketFactory());
    }

    private String register(FakeServer server, Path ca) throws Exception {
        DataDir data = DataDir.open(folder.resolve("agent-" + server.port()));
        data.write(NodeFiles.CA, Files.readAllBytes(ca));
        ServerAddress address = ServerAddress.parse("https://127.0.0.1:" + server.port());
        return new Wiring(data)
                .registrar(address, FakeServer.REGION)
                .register(
                        new Registrar.Activation("an-id", "good-code"),
                        address,
                        FakeServer.REGION,
                        Optional.empty())
                .nodeId()
                .value();
    }

    private void openSocket(FakeServer server, Path ca) throws Exception {
        HttpClient http =
                HttpClient.newBuilder().sslContext(Trust.onlyIn(Files.readAllBytes(ca))).build();
        ServerAddress address = ServerAddress.parse("https://127.0.0.1:" + server.port());
        Stamps stamps = new Stamps(InstantSource.system(), System::nanoTime, new SecureRandom());
        SigningKey key = new SigningKey("ASIAFAKE", Secret.of("secret"), Optional.of("token"));
        new ServerCalls(http, address, FakeServer.REGION, stamps)
                .openSocket("/v1/data-channel/x", "role=publish_subscribe", key, new Deaf())
                .close();
    }

    private static final class Deaf implements SocketEvents {
        @Override
        public void message(Bytes wire) {}

        @Override
        public void idle() {}

        @Override
        public void lost(String why) {}
    }

    @Test
    void opensASocketToTheAuthorityItWasGivenForTheRightNameOnly() throws Exception {
        Path right = folder.resolve("right.pem");
        Path other = folder.resolve("other.pem");
        try (FakeServer named = server("ip:127.0.0.1", right);
                FakeServer misnamed = server("dns:elsewhere.example", other)) {
            openSocket(named, right);
            assertThatThrownBy(() -> openSocket(named, other)).isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> openSocket(misnamed, other)).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void believesTheAuthorityItWasGivenForTheRightNameOnly() throws Exception {
        Path right = folder.resolve("right.pem");
        Path other = folder.resolve("other.pem");
        try (FakeServer named = server("ip:127.0.0.1", right);
                FakeServer misnamed = server("dns:elsewhere.example", other)) {
            assertThat(register(named, right)).isEqualTo(FakeServer.NODE);
            assertThatThrownBy(() -> register(named, other)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> register(misnamed, other)).isInstanceOf(IOException.class);
        }
    }
}
