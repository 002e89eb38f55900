package dev.sallyport.protocol.sigv4;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/// Checks claims made with an access key. Safe for use by many threads.
public final class Verifier {
    private final DerivedKeys keys;

    public Verifier(DerivedKeys keys) {
        this.keys = keys;
    }

    /// `claim` must be what {@link SignatureParser} made of `head`.
    public Verification verify(
            RequestHead head,
            Bytes body,
            Claim claim,
            Secret secretKey,
            Instant now,
            VerificationRules rules) {
        Optional<Verification> refused = ClaimChecks.refuse(head, claim, now, rules);
        if (refused.isPresent()) {
            return refused.orElseThrow();
        }
        Optional<String> payloadHash = PayloadHash.of(head, body, claim, rules);
        if (payloadHash.isEmpty()) {
            return new Verification.WrongPayloadHash();
        }
        Hmac key = keys.derive(claim.accessKeyId(), secretKey, claim.scope());
        Verification found = compare(head, claim, payloadHash.orElseThrow(), key, rules);
        if (found instanceof Verification.WrongSignature && claim.presigned()) {
            // Some services want the token added to the URL after it was signed. Whether it belongs
            // to the key is checked by whoever looked the key up, so both forms prove as much.
            String query = Query.without(Query.TOKEN, head.rawQuery());
            RequestHead bare =
                    new RequestHead(head.method(), head.rawPath(), query, head.headers());
            return compare(bare, claim, payloadHash.orElseThrow(), key, rules)
                            instanceof Verification.Valid valid
                    ? valid
                    : found;
        }
        return found;
    }

    private static Verification compare(
            RequestHead head, Claim claim, String payloadHash, Hmac key, VerificationRules rules) {
        String canonical =
                CanonicalRequest.of(head, claim.signedHeaders(), payloadHash, rules.pathStyle());
        String toSign = CanonicalRequest.toSign(canonical, claim.signedAt(), claim.scope());
        boolean same =
                MessageDigest.isEqual(
                        Signer.hexSignature(key, toSign).getBytes(StandardCharsets.UTF_8),
                        claim.signature().getBytes(StandardCharsets.UTF_8));
        return same ? new Verification.Valid() : new Verification.WrongSignature(canonical, toSign);
    }
}
