package dev.sallyport.server.identity;

import dev.sallyport.protocol.Bytes;
import java.time.Instant;
import java.util.Optional;

/// What stands inside a session token.
record PassContent(
        Bytes id,
        Instant issued,
        Instant expires,
        Optional<Instant> mfaAt,
        Roots roots,
        Bearer bearer) {
    Pass pass(String accessKeyId) {
        return new Pass(accessKeyId, issued, expires, mfaAt, roots);
    }

    /// Whom the credentials make their bearer.
    sealed interface Bearer {
        record OfUser(String userId, String keyId) implements Bearer {}

        record OfRole(String roleId, String sessionName, Bundle bundle) implements Bearer {}

        record Federated(String userId, String keyId, String name, Bundle bundle)
                implements Bearer {}
    }
}
