package dev.sallyport.protocol.sigv4;

import dev.sallyport.protocol.Secret;
import java.util.Optional;

/// An access key: its public id, its secret, and the token that belongs to temporary ones.
public record SigningKey(String accessKeyId, Secret secretKey, Optional<String> sessionToken) {
    /// Without the token, which is a bearer secret.
    @Override
    public String toString() {
        return "SigningKey[" + accessKeyId + "]";
    }
}
