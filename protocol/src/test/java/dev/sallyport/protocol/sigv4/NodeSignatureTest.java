package dev.sallyport.protocol.sigv4;

import static dev.sallyport.protocol.sigv4.SignedRequests.BODY;
import static dev.sallyport.protocol.sigv4.SignedRequests.NOON;
import static dev.sallyport.protocol.sigv4.SignedRequests.SSM;
import static dev.sallyport.protocol.sigv4.SignedRequests.START_SESSION;
import static dev.sallyport.protocol.sigv4.SignedRequests.claim;
import static dev.sallyport.protocol.sigv4.SignedRequests.forge;
import static dev.sallyport.protocol.sigv4.SignedRequests.plus;
import static dev.sallyport.protocol.sigv4.SignedRequests.replace;
import static dev.sallyport.protocol.sigv4.SignedRequests.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NodeSignatureTest {
    private static final KeyPair WEB = newKey("RSA");

    @Test
    void acceptsWhatTheNodeSigned() {
        assertThat(claim(byWeb()).accessKeyId()).isEqualTo("mi-0123456789abcdef0");
        assertThat(verify(byWeb(), BODY, WEB.getPublic(), NOON))
                .isEqualTo(new Verification.Valid());
    }

    @Test
    void acceptsThePayloadHashTheStockAgentAddsUnsigned() {
        RequestHead head = plus(byWeb(), "X-Amz-Content-Sha256", BODY.sha256().toHex());

        assertThat(verify(head, BODY, WEB.getPublic(), NOON)).isEqualTo(new Verification.Valid());
    }

    @Test
    void refusesAPayloadHashThatIsNotTheBodys() {
        RequestHead head = plus(byWeb(), "X-Amz-Content-Sha256", Bytes.EMPTY.sha256().toHex());

        assertThat(verify(head, BODY, WEB.getPublic(), NOON))
                .isEqualTo(new Verification.WrongPayloadHash());
    }

    @Test
    void refusesAnotherNodesKeyAndKeysOfAnotherKind() {
        assertThat(verify(byWeb(), BODY, newKey("RSA").getPublic(), NOON))
                .isInstanceOf(Verification.WrongSignature.class);
        assertThat(verify(byWeb(), BODY, newKey("Ed25519").getPublic(), NOON))
                .isInstanceOf(Verification.WrongSignature.class);
    }

    @Test
    void refusesAnotherBody() {
        assertThat(verify(byWeb(), Bytes.ofUtf8("{}"), WEB.getPublic(), NOON))
                .isInstanceOf(Verification.WrongSignature.class);
    }

    @Test
    void refusesAnotherOperation() {
        RequestHead head =
                replace(byWeb(), "X-Amz-Target", "AmazonSSM.UpdateManagedInstancePublicKey");

        assertThat(verify(head, BODY, WEB.getPublic(), NOON))
                .isInstanceOf(Verification.WrongSignature.class);
    }

    @Test
    void refusesAnotherHost() {
        RequestHead head = replace(byWeb(), "Host", "evil.example.test");

        assertThat(verify(head, BODY, WEB.getPublic(), NOON))
                .isInstanceOf(Verification.WrongSignature.class);
    }

    @Test
    void refusesFewerOrMoreSignedHeaders() {
        RequestHead fewer = forge(byWeb(), "content-type;", "");
        RequestHead more = forge(byWeb(), "x-amz-target", "x-amz-target;x-extra");

        assertThat(verify(fewer, BODY, WEB.getPublic(), NOON))
                .isInstanceOf(Verification.Uncovered.class);
        assertThat(verify(more, BODY, WEB.getPublic(), NOON))
                .isInstanceOf(Verification.Uncovered.class);
    }

    @Test
    void refusesAStaleOrFutureDate() {
        assertThat(verify(byWeb(), BODY, WEB.getPublic(), NOON.plus(Duration.ofMinutes(6))))
                .isInstanceOf(Verification.Expired.class);
        assertThat(verify(byWeb(), BODY, WEB.getPublic(), NOON.minus(Duration.ofMinutes(6))))
                .isInstanceOf(Verification.NotYetValid.class);
    }

    @Test
    void refusesAnHmacAndWhatIsNoBase64() {
        assertThat(verify(signed(), BODY, WEB.getPublic(), NOON))
                .isInstanceOf(Verification.WrongSignature.class);
        assertThat(verify(forge(byWeb(), "Signature=", "Signature=!"), BODY, WEB.getPublic(), NOON))
                .isInstanceOf(Verification.WrongSignature.class);
    }

    @Test
    void doesNotPrintTheKey() {
        assertThat(identity().toString()).isEqualTo("Identity[mi-0123456789abcdef0]");
    }

    private static RequestHead byWeb() {
        return plus(
                START_SESSION, NodeSignature.sign(START_SESSION, BODY, identity(), "local", NOON));
    }

    private static NodeSignature.Identity identity() {
        return new NodeSignature.Identity(
                "mi-0123456789abcdef0", WEB.getPrivate(), new SecureRandom());
    }

    private static Verification verify(RequestHead head, Bytes body, PublicKey key, Instant now) {
        return NodeSignature.verify(head, body, claim(head), key, now, SSM);
    }

    private static KeyPair newKey(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
