package dev.sallyport.protocol.sigv4;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a signed request says about its signature. Nothing of it is proved yet.
///
/// `signature` is hex for an access key and base64 for a node's RSA key; which one the caller must
/// look up is for {@link #accessKeyId} to say. `signedAt` is the time in basic form, as it was
/// signed.
public record Claim(
        String accessKeyId,
        Scope scope,
        List<String> signedHeaders,
        String signature,
        Optional<String> sessionToken,
        Instant requestTime,
        String signedAt,
        Place place) {
    public Claim {
        signedHeaders = List.copyOf(signedHeaders);
    }

    public String date() {
        return scope.date();
    }

    public String region() {
        return scope.region();
    }

    public String service() {
        return scope.service();
    }

    public boolean presigned() {
        return place instanceof InQuery;
    }

    boolean signs(String header) {
        return signedHeaders.contains(header);
    }

    /// Without the token and the signature: both are good to whoever reads them.
    @Override
    public String toString() {
        return "Claim[" + accessKeyId + "/" + scope.text() + " at " + signedAt + "]";
    }

    /// Where the signature stands.
    public sealed interface Place {}

    /// In the `Authorization` header.
    public record InHeader() implements Place {}

    /// In the query of a presigned URL. Without `expires` it lives as long as the skew allows.
    public record InQuery(Optional<Duration> expires) implements Place {}
}
