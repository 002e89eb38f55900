package dev.sallyport.protocol.sigv4;

import dev.sallyport.protocol.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The signature a node makes with its own RSA key, to get its first credentials.
///
/// It is Signature Version 4 with the node id in place of the access key id and RSASSA-PSS
/// (SHA-256, salt of 32 bytes) in place of HMAC; the algorithm's label stays `AWS4-HMAC-SHA256`,
/// because that is what the stock agent sends.
public final class NodeSignature {
    /// Exactly these headers are signed, no more and no fewer.
    static final List<String> SIGNED_HEADERS =
            List.of("content-type", "host", "x-amz-date", "x-amz-target");

    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    private NodeSignature() {}

    /// Who signs: the node's id, its key, and the randomness for the salt.
    public record Identity(String nodeId, PrivateKey key, SecureRandom random) {
        @Override
        public String toString() {
            return "Identity[" + nodeId + "]";
        }
    }

    /// The headers to add: `X-Amz-Date` and `Authorization`. `head` must hold `Content-Type`,
    /// `Host` and `X-Amz-Target`.
    public static List<Header> sign(
            RequestHead head, Bytes body, Identity identity, String region, Instant now) {
        Scope scope = new Scope(AmzTime.day(now), region, "ssm");
        Header date = new Header("X-Amz-Date", AmzTime.format(now));
        String toSign = toSign(Signer.withHeaders(head, List.of(date)), body, scope, now);
        try {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(PSS);
            signature.initSign(identity.key, identity.random);
            signature.update(toSign.getBytes(StandardCharsets.UTF_8));
            String base64 = Base64.getEncoder().encodeToString(signature.sign());
            return List.of(
                    date, Signer.authorization(identity.nodeId, scope, SIGNED_HEADERS, base64));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("node key: cannot sign (expected: an RSA key)", e);
        }
    }

    /// Whether the holder of `key` signed this request. The claim's access key id is the node's id;
    /// finding the key of that node is the caller's part.
    public static Verification verify(
            RequestHead head,
            Bytes body,
            Claim claim,
            PublicKey key,
            Instant now,
            VerificationRules rules) {
        if (claim.presigned() || !claim.signedHeaders().equals(SIGNED_HEADERS)) {
            return new Verification.Uncovered(
                    "SignedHeaders must be " + String.join(";", SIGNED_HEADERS) + ".");
        }
        Optional<Verification> refused = ClaimChecks.refuse(head, claim, now, rules);
        if (refused.isPresent()) {
            return refused.orElseThrow();
        }
        if (PayloadHash.of(head, body, claim, rules).isEmpty()) {
            return new Verification.WrongPayloadHash();
        }
        String toSign = toSign(head, body, claim.scope(), claim.requestTime());
        return isSignedBy(key, toSign, claim.signature())
                ? new Verification.Valid()
                : new Verification.WrongSignature("", toSign);
    }

    private static String toSign(RequestHead head, Bytes body, Scope scope, Instant time) {
        String canonical =
                CanonicalRequest.of(
                        head, SIGNED_HEADERS, body.sha256().toHex(), PathStyle.NORMALIZED);
        return CanonicalRequest.toSign(canonical, AmzTime.format(time), scope);
    }

    private static boolean isSignedBy(PublicKey key, String toSign, String base64) {
        try {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(PSS);
            signature.initVerify(key);
            signature.update(toSign.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(base64));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            // Not base64, not of the key's length, or not an RSA key: nobody has signed this.
            return false;
        }
    }
}
