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
        Optional<String> payloadHash = PayloadHash.of(head, body, claim, rules.pathStyle());
        if (payloadHash.isEmpty()) {
            return new Verification.WrongPayloadHash();
        }
        String canonical =
                CanonicalRequest.of(
                        head, claim.signedHeaders(), payloadHash.orElseThrow(), rules.pathStyle());
        String toSign =
                CanonicalRequest.toSign(
                        canonical, AmzTime.format(claim.requestTime()), claim.scope());
        Bytes key = keys.derive(claim.accessKeyId(), secretKey, claim.scope());
        boolean same =
                MessageDigest.isEqual(
                        Signer.hexSignature(key, toSign).getBytes(StandardCharsets.UTF_8),
                        claim.signature().getBytes(StandardCharsets.UTF_8));
        return same ? new Verification.Valid() : new Verification.WrongSignature(canonical, toSign);
    }
}
