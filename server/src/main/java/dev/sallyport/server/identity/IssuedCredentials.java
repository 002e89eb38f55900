package dev.sallyport.server.identity;

import dev.sallyport.protocol.Secret;
import java.time.Instant;

/// Temporary credentials, as handed to whoever asked for them.
public record IssuedCredentials(
        String accessKeyId, Secret secretKey, String sessionToken, Instant expires) {
    /// Never the token: with the secret key it is a login.
    @Override
    public String toString() {
        return "IssuedCredentials[" + accessKeyId + ", until " + expires + "]";
    }
}
