package dev.sallyport.server.identity;

import java.time.Instant;
import java.util.Optional;

/// Finds the secret behind an access key id. Safe for use by many threads; may block.
public interface Credentials {
    /// `sessionToken` is what stood in the request, which may have none.
    CredentialOutcome find(String accessKeyId, Optional<String> sessionToken, Instant now);
}
