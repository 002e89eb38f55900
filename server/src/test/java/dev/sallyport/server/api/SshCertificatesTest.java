package dev.sallyport.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.Circumstances;
import dev.sallyport.server.api.sallyport.SshCertificates;
import dev.sallyport.server.certificates.SshAuthority;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.net.HttpRequest;
import dev.sallyport.server.sessions.StartOutcome;
import dev.sallyport.server.sessions.World;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SshCertificatesTest {
    /// Made by ssh-keygen.
    private static final String KEY =
            "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBAtqef26d/Sp"
                    + "DZJsF87TgxquDdBL+7RNnQMvNaQIbnLsFUCDCtWWHlTYmFRS3QoDx/Uwmc39rhtxMiDhtYBVUnA=";

    private static final Caller ALICE = user(World.OURS, "alice", "AIDAALICE");

    @TempDir Path folder;
    private final World world = new World();
    private PathRoutes.Match match;
    private SessionId session;

    private static Caller user(AccountId account, String name, String id) {
        return new Caller.User(account, name, id, "AKIA2222222222222222", Map.of());
    }

    @BeforeEach
    void start() {
        PathRoutes.Builder routes = PathRoutes.builder();
        SecureRandom random = new SecureRandom();
        new SshCertificates(
                        world.sessions,
                        SshAuthority.obtain(folder, random),
                        random,
                        () -> world.now)
                .register(routes);
        session = begin(World.ssh(Map.of()));
        match =
                routes.build()
                        .find("POST", "/sallyport/v1/sessions/" + session + "/ssh-certificate")
                        .orElseThrow();
    }

    private SessionId begin(dev.sallyport.server.sessions.StartCommand command) {
        return ((StartOutcome.Started) world.sessions.start(World.ALICE, Map.of(), command))
                .session()
                .id();
    }

    private String ask(Caller caller, String id, String body) {
        HttpRequest request =
                new HttpRequest(
                        "POST",
                        "/",
                        "",
                        List.of(),
                        Bytes.ofUtf8(body),
                        new InetSocketAddress(0),
                        true);
        Circumstances how = Circumstances.now(world.now, "127.0.0.1", "test", true, "us-east-1");
        Call call = new Call(caller, how, Aim.at("*"), "request", "sp.example");
        return match.route().handler().handle(call, request, id).body().toUtf8();
    }

    private static String body(String key) {
        return "{\"publicKey\":\"" + key + "\"}";
    }

    private void refuses(Caller caller, String id, String code) {
        assertThatThrownBy(() -> ask(caller, id, body(KEY)))
                .isInstanceOfSatisfying(
                        ServiceFault.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }

    @Test
    void theStarterGetsOneForThisSessionAlone() {
        String answer = ask(ALICE, session.value(), body(KEY));
        String line = JsonMapper.shared().readTree(answer).path("certificate").asString("");

        List<String> fields = fields(line.substring(line.indexOf(' ') + 1));
        assertThat(fields.get(4)).isEqualTo(session + ", arn:aws:iam::111122223333:user/alice");
        assertThat(fields.get(5)).endsWith(session.value());
        assertThat(fields.get(5)).hasSize(4 + session.value().length());
    }

    /// The texts of a certificate, up to its principals: numbers between them are passed over.
    private static List<String> fields(String base64) {
        ByteBuffer in = Bytes.ofBase64(base64).asReadOnlyBuffer();
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            if (i == 4) {
                in.getLong();
                in.getInt();
            }
            byte[] field = new byte[in.getInt()];
            in.get(field);
            fields.add(new String(field, StandardCharsets.ISO_8859_1));
        }
        return fields;
    }

    @Test
    void nobodyElseGetsOne() {
        refuses(user(World.OURS, "bob", "AIDABOB"), session.value(), "ResourceNotFoundException");
        refuses(
                user(new AccountId("999999999999"), "alice", "AIDAALICE"),
                session.value(),
                "ResourceNotFoundException");
        refuses(
                user(World.OURS, "alice", "AIDANEWALICE"),
                session.value(),
                "ResourceNotFoundException");
    }

    @Test
    void aSessionThatHasEndedGetsNone() {
        world.sessions.terminate(World.OURS, session);

        refuses(ALICE, session.value(), "ResourceNotFoundException");
    }

    @Test
    void aSessionOfAnotherKindGetsNone() {
        refuses(ALICE, world.start().session().id().value(), "ResourceNotFoundException");
    }

    @Test
    void anIdThatIsNoneGetsNone() {
        refuses(ALICE, "../../etc", "ValidationException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"publicKey\":\"ssh-ed25519 AAAA\"}",
                "{\"publicKey\":\"ecdsa-sha2-nistp256 AAAA\"}",
                "{\"publicKey\":7}"
            })
    void whatIsNoKeyIsRefused(String body) {
        assertThatThrownBy(() -> ask(ALICE, session.value(), body))
                .isInstanceOfSatisfying(
                        ServiceFault.class,
                        fault -> assertThat(fault.code()).isEqualTo("ValidationException"));
    }

    @Test
    void aKeyWithoutEndIsRefused() {
        assertThatThrownBy(() -> ask(ALICE, session.value(), body("x".repeat(2000))))
                .hasMessageContaining("too long");
    }

    @Test
    void noPolicyHasToAllowItAndOneMayDenyIt() {
        SignedAction action = match.route().signed().orElseThrow();

        assertThat(action.action()).isEqualTo("sallyport:IssueSshCertificate");
        assertThat(action.resources().apply(session.value())).isEmpty();
    }
}
