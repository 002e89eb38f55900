package dev.sallyport.server.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCertificatesTest {
    private static final List<String> HERE = List.of("localhost", "127.0.0.1", "::1");
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir private Path directory;
    // Real handshakes look at the real clock.
    private Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);

    private ServerCertificate obtain(List<String> names) {
        return new OwnCertificates(directory, () -> now, RANDOM).obtain(names);
    }

    private byte[] authority() throws Exception {
        return Files.readAllBytes(directory.resolve("ca.pem"));
    }

    @Test
    void isBelievedByAClientThatTrustsTheAuthorityOnly() throws Exception {
        ServerCertificate certificate = obtain(HERE);

        assertThat(get(certificate, "localhost")).isEqualTo(204);
        assertThat(get(certificate, "127.0.0.1")).isEqualTo(204);
        assertThat(get(certificate, "[::1]")).isEqualTo(204);
    }

    @Test
    void isNotBelievedUnderAnotherName() {
        ServerCertificate certificate = obtain(List.of("elsewhere.example", "192.0.2.1"));

        for (String host : List.of("localhost", "127.0.0.1")) {
            assertThatThrownBy(() -> get(certificate, host))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void isNotBelievedByWhoTrustsAnotherAuthority(@TempDir Path other) {
        ServerCertificate certificate = obtain(HERE);
        var stranger = new OwnCertificates(other, () -> now, RANDOM).obtain(HERE);
        var mixed =
                new ServerCertificate(certificate.chain(), certificate.key(), stranger.authority());

        assertThatThrownBy(() -> get(mixed, "localhost")).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void livesAsLongAsClientsAccept() throws Exception {
        X509Certificate leaf = obtain(HERE).chain().getFirst();
        X509Certificate authority = read(directory.resolve("ca.pem"));

        assertThat(leaf.getNotAfter().toInstant()).isEqualTo(now.plus(Duration.ofDays(397)));
        assertThat(leaf.getNotBefore().toInstant()).isEqualTo(now.minus(Duration.ofHours(1)));
        assertThat(authority.getNotAfter().toInstant()).isEqualTo(now.plus(Duration.ofDays(3_652)));
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    }

    @Test
    void keepsKeysFromOthers() throws Exception {
        obtain(HERE);

        assertThat(mode("ca.key")).isEqualTo("rw-------");
        assertThat(mode("server.key")).isEqualTo("rw-------");
        assertThat(mode("ca.pem")).isEqualTo("rw-r--r--");
        Files.setPosixFilePermissions(
                directory.resolve("server.key"), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> obtain(HERE))
                .isInstanceOf(UnusableCertificateException.class)
                .hasMessageEndingWith("server.key: mode rw-r----- (expected: rw-------)");
    }

    private String mode(String file) throws Exception {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve(file)));
    }

    @Test
    void isKeptWhileItServes() throws Exception {
        ServerCertificate first = obtain(HERE);
        byte[] authority = authority();
        now = now.plus(Duration.ofDays(366));
        ServerCertificate second = obtain(List.of("::1", "localhost", "127.0.0.1"));

        assertThat(second.chain()).isEqualTo(first.chain());
        assertThat(second.key()).isEqualTo(first.key());
        assertThat(authority()).isEqualTo(authority);
    }

    @Test
    void isRenewedWhenNamesChangeOrTheEndIsNearButTheAuthorityStays() throws Exception {
        ServerCertificate first = obtain(HERE);
        byte[] authority = authority();

        ServerCertificate renamed = obtain(List.of("localhost", "new.example"));
        assertThat(renamed.chain()).isNotEqualTo(first.chain());
        now = now.plus(Duration.ofDays(368));
        ServerCertificate renewed = obtain(List.of("localhost", "new.example"));
        assertThat(renewed.chain()).isNotEqualTo(renamed.chain());

        assertThat(authority()).isEqualTo(authority);
        renewed.chain().getFirst().verify(read(directory.resolve("ca.pem")).getPublicKey());
    }

    @Test
    void isRenewedWhenAHalfWrittenPairIsFound(@TempDir Path other) throws Exception {
        ServerCertificate first = obtain(HERE);
        new OwnCertificates(other, () -> now, RANDOM).obtain(HERE);
        Files.delete(directory.resolve("server.key"));
        Files.copy(other.resolve("server.key"), directory.resolve("server.key"));

        ServerCertificate second = obtain(HERE);

        assertThat(second.chain()).isNotEqualTo(first.chain());
        assertThat(KeyPairs.match(second.chain().getFirst().getPublicKey(), second.key())).isTrue();
    }

    @Test
    void doesNotOutliveItsAuthorityAndSaysWhenThatHasEnded() throws Exception {
        obtain(HERE);
        Instant end = read(directory.resolve("ca.pem")).getNotAfter().toInstant();
        now = end.minus(Duration.ofDays(100));
        assertThat(obtain(HERE).chain().getFirst().getNotAfter().toInstant()).isEqualTo(end);

        now = end.plusSeconds(1);
        assertThatThrownBy(() -> obtain(HERE))
                .hasMessageEndingWith("ca.pem: expired; move it away to have a new one made");
    }

    @Test
    void takesTheUsersOwnCertificate(@TempDir Path users) throws Exception {
        obtain(HERE);
        Path key = directory.resolve("server.key");
        Path certificate = directory.resolve("server.pem");

        var given = OwnCertificates.given(certificate, key, () -> now);
        assertThat(given.chain()).hasSize(1);
        assertThat(given.authority()).isEmpty();
        assertThat(given.toString()).isEqualTo("ServerCertificate[CN=Sallyport server]");

        Path wrong = directory.resolve("ca.key");
        assertThatThrownBy(() -> OwnCertificates.given(certificate, wrong, () -> now))
                .hasMessageContaining("not the key to the first certificate in");
        assertThatThrownBy(() -> OwnCertificates.given(key, key, () -> now))
                .hasMessageContaining("holds no certificate");
        assertThatThrownBy(() -> OwnCertificates.given(certificate, certificate, () -> now))
                .hasMessageContaining("holds no private key");
        Path none = users.resolve("none.pem");
        assertThatThrownBy(() -> OwnCertificates.given(none, key, () -> now))
                .isInstanceOf(UnusableCertificateException.class)
                .hasMessageContaining("none.pem");
    }

    @Test
    void namesTheMachineAndWhatAwsClientsMakeOfADomain() {
        assertThat(
                        CertificateNames.of(
                                "box",
                                List.of("192.0.2.7", "localhost"),
                                "eu-west-1",
                                Optional.of("ops.example")))
                .containsExactly(
                        "localhost",
                        "127.0.0.1",
                        "::1",
                        "box",
                        "192.0.2.7",
                        "ops.example",
                        "*.eu-west-1.ops.example",
                        "*.s3.eu-west-1.ops.example");
    }

    /// A request to a server with that certificate, by a client that knows its authority only.
    private static int get(ServerCertificate certificate, String host) throws Exception {
        InetAddress address =
                host.startsWith("[")
                        ? InetAddress.ofLiteral("::1")
                        : InetAddress.ofLiteral("127.0.0.1");
        HttpsServer server = HttpsServer.create(new InetSocketAddress(address, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serving(certificate)));
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
        URI uri = URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
        try (HttpClient client =
                HttpClient.newBuilder()
                        .sslContext(trusting(certificate.authority().orElseThrow()))
                        .build()) {
            HttpRequest request = HttpRequest.newBuilder(uri).build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } finally {
            server.stop(0);
        }
    }

    private static SSLContext serving(ServerCertificate certificate) throws Exception {
        KeyStore store = emptyStore();
        X509Certificate[] chain = certificate.chain().toArray(X509Certificate[]::new);
        store.setKeyEntry("server", certificate.key(), new char[0], chain);
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, RANDOM);
        return context;
    }

    private static SSLContext trusting(Path authority) throws Exception {
        KeyStore store = emptyStore();
        store.setCertificateEntry("ca", read(authority));
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), RANDOM);
        return context;
    }

    private static KeyStore emptyStore() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static X509Certificate read(Path pem) throws Exception {
        try (var in = Files.newInputStream(pem)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
