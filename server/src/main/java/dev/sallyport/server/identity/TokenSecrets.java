package dev.sallyport.server.identity;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.Secret;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// Derives the secret keys of temporary credentials, so that none is stored.
final class TokenSecrets {
    private final SecretKey key;

    TokenSecrets(MasterKey master, String purpose) {
        this.key = master.derive(purpose, "HmacSHA256");
    }

    Secret of(String accessKeyId, Bytes tokenId) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(Bytes.ofUtf8(accessKeyId).toArray());
            return Identifiers.asSecretKey(Bytes.wrap(mac.doFinal(tokenId.toArray())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
