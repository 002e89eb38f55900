package dev.sallyport.protocol.sigv4;

import dev.sallyport.protocol.Bytes;
import java.util.List;
import java.util.Optional;

/// The payload hash that belongs into the canonical request.
///
/// S3's chunked `STREAMING-…` bodies are refused: their chunks carry signatures of their own, which
/// nobody here checks.
final class PayloadHash {
    static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private static final String HEADER = "x-amz-content-sha256";

    private PayloadHash() {}

    /// Empty when what the request says of its body is not true of the body.
    static Optional<String> of(RequestHead head, Bytes body, Claim claim, VerificationRules rules) {
        boolean mayBeUnsigned = rules.isS3();
        List<String> said = head.values(HEADER);
        if (said.isEmpty()) {
            boolean unsigned = mayBeUnsigned && claim.presigned();
            return Optional.of(unsigned ? UNSIGNED : body.sha256().toHex());
        }
        if (said.size() > 1) {
            return Optional.empty();
        }
        if (mayBeUnsigned && said.getFirst().equals(UNSIGNED)) {
            return Optional.of(UNSIGNED);
        }
        String actual = body.sha256().toHex();
        return said.getFirst().equals(actual) ? Optional.of(actual) : Optional.empty();
    }
}
