package dev.sallyport.server.identity;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.Secret;
import dev.sallyport.server.identity.directory.AccessKey;
import java.security.SecureRandom;
import java.time.Instant;

/// Seals the secrets of long-term keys for the store and opens them again.
public final class KeySecrets {
    private final Sealer sealer;

    public KeySecrets(MasterKey master, SecureRandom random) {
        this.sealer = new Sealer(master, "access keys", random);
    }

    public AccessKey seal(String keyId, Secret secret, Instant created) {
        Bytes sealed = secret.reveal(text -> sealer.seal(Bytes.ofUtf8(text), keyId));
        return new AccessKey(keyId, sealed, true, created);
    }

    /// Throws when the store and the master key do not belong together: no request can be served
    /// then.
    Secret open(AccessKey key) {
        return switch (sealer.open(key.sealedSecret(), key.id())) {
            case Sealer.Opened.Plain(Bytes plain) -> Secret.of(plain.toUtf8());
            case Sealer.Opened.Garbled _ ->
                    throw new IllegalStateException("access key " + key.id() + " is damaged");
            case Sealer.Opened.OtherKey _ ->
                    throw new IllegalStateException(
                            "access key " + key.id() + " was sealed with another master key");
        };
    }
}
