package dev.sallyport.interop.identity;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sallyport.interop.Run;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// An identity provider on this machine: a discovery document, one key, and tokens signed with it
/// (OpenID Connect Discovery 1.0, RFC 7517, RFC 7519).
record Issuer(HttpsServer server, KeyPair key, Path certificate) implements AutoCloseable {
    private static final char[] PASSWORD = "password".toCharArray();

    static Issuer start(Path folder) throws IOException, GeneralSecurityException {
        Path store = folder.resolve("issuer.p12");
        keytool(
                "-genkeypair -alias issuer -keyalg RSA -dname CN=localhost -ext SAN=dns:localhost"
                        + " -storetype PKCS12 -storepass password -keystore "
                        + store);
        Path certificate = folder.resolve("issuer.pem");
        keytool(
                "-exportcert -rfc -alias issuer -storepass password -keystore "
                        + store
                        + " -file "
                        + certificate);
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(store)));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        Issuer issuer = new Issuer(server, generator.generateKeyPair(), certificate);
        issuer.serve("/.well-known/openid-configuration", issuer.discovery());
        issuer.serve("/keys", issuer.keys());
        server.start();
        return issuer;
    }

    private static void keytool(String arguments) throws IOException {
        String program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Run run =
                Run.of(
                        List.of((program + " " + arguments).split(" ", -1)),
                        Map.of(),
                        "",
                        Duration.ofMinutes(1));
        if (run.status() != 0) {
            throw new IllegalStateException("keytool: " + run.output() + run.errors());
        }
    }

    private static SSLContext tls(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void serve(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(
                path,
                exchange -> {
                    try (exchange) {
                        exchange.sendResponseHeaders(200, bytes.length);
                        exchange.getResponseBody().write(bytes);
                    }
                });
    }

    String url() {
        return "https://" + name();
    }

    /// As the provider's ARN and the condition keys have it.
    String name() {
        return "localhost:" + server.getAddress().getPort();
    }

    private String discovery() {
        return "{\"issuer\": \"%s\", \"jwks_uri\": \"%s/keys\"}".formatted(url(), url());
    }

    private String keys() {
        RSAPublicKey open = (RSAPublicKey) key.getPublic();
        return "{\"keys\": [{\"kty\": \"RSA\", \"use\": \"sig\", \"alg\": \"RS256\", \"kid\": \"1\", \"n\": \"%s\", \"e\": \"%s\"}]}"
                .formatted(number(open.getModulus()), number(open.getPublicExponent()));
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0
                ? encoded(java.util.Arrays.copyOfRange(bytes, 1, bytes.length))
                : encoded(bytes);
    }

    /// A token for `subject`, good for some minutes.
    String token(String subject, String audience) throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        String signed =
                encoded("{\"alg\": \"RS256\", \"kid\": \"1\"}")
                        + "."
                        + encoded(
                                "{\"iss\": \"%s\", \"sub\": \"%s\", \"aud\": \"%s\", \"iat\": %d, \"exp\": %d}"
                                        .formatted(url(), subject, audience, now, now + 300));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + encoded(signature.sign());
    }

    private static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
