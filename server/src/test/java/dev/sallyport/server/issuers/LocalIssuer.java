package dev.sallyport.server.issuers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sallyport.server.net.TestIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// An identity provider on this machine: discovery and keys over HTTPS, and tokens signed with its
/// key.
public final class LocalIssuer implements AutoCloseable {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final String KEYS = "/keys";
    private static final char[] PASSWORD = "test".toCharArray();

    private final HttpsServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private volatile RSAKey key;

    public LocalIssuer() {
        try {
            this.server =
                    HttpsServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(identity()));
            server.createContext("/", this::answer);
            server.start();
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        this.key = newKey("first");
        publish();
    }

    private static SSLContext identity() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "issuer",
                TestIdentity.LOCALHOST.key(),
                PASSWORD,
                TestIdentity.LOCALHOST.chain().toArray(Certificate[]::new));
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /// Writes the certificate of the authority, as an operator hands it to the server.
    public static Path writeAuthority(Path directory) {
        try {
            String body =
                    Base64.getMimeEncoder()
                            .encodeToString(TestIdentity.LOCALHOST.chain().getFirst().getEncoded());
            return Files.writeString(
                    directory.resolve("issuer-ca.pem"),
                    "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
        } catch (IOException | CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        String page = pages.get(path);
        try (exchange) {
            if (page == null) {
                exchange.sendResponseHeaders(503, -1);
            } else if (page.startsWith("https:")) {
                exchange.getResponseHeaders().add("Location", page);
                exchange.sendResponseHeaders(302, -1);
            } else {
                byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    /// Every path that was asked for.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /// As a provider is named in the account: without `https://`.
    public String name() {
        return "localhost:" + server.getAddress().getPort();
    }

    public String url() {
        return "https://" + name();
    }

    public RSAKey key() {
        return key;
    }

    private void publish() {
        discoverAt(url(), url() + KEYS);
        pages.put(KEYS, new JWKSet(key.toPublicJWK()).toString());
    }

    /// What discovery says.
    public void discoverAt(String issuer, String keys) {
        pages.put(DISCOVERY, "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keys + "\"}");
    }

    /// Sends whoever asks for keys elsewhere.
    public void redirectKeys(String elsewhere) {
        pages.put(KEYS, elsewhere);
    }

    /// Signs with another key from now on.
    public void rotate() {
        key = newKey("second");
        publish();
    }

    /// Answers nothing of use any more.
    public void breakDown() {
        pages.clear();
    }

    /// Comes back.
    public void repair() {
        publish();
    }

    /// A key that nobody published.
    public static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /// A token signed with the issuer's key.
    public String token(JWTClaimsSet claims) {
        return token(claims, key);
    }

    public static String token(JWTClaimsSet claims, RSAKey key) {
        try {
            JWSHeader header =
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
            return signed(header, claims, new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    public static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
