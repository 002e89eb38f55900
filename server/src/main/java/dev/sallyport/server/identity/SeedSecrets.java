package dev.sallyport.server.identity;

import dev.sallyport.protocol.Bytes;
import java.security.SecureRandom;

/// Seals the seeds of MFA devices for the store and opens them again.
public final class SeedSecrets {
    private final Sealer sealer;

    public SeedSecrets(MasterKey master, SecureRandom random) {
        this.sealer = new Sealer(master, "mfa seeds", random);
    }

    public Bytes seal(String deviceId, Bytes seed) {
        return sealer.seal(seed, deviceId);
    }

    /// Throws when the store and the master key do not belong together.
    public Bytes open(String deviceId, Bytes sealed) {
        return switch (sealer.open(sealed, deviceId)) {
            case Sealer.Opened.Plain(Bytes seed) -> seed;
            case Sealer.Opened.Garbled _ ->
                    throw new IllegalStateException("MFA device " + deviceId + " is damaged");
            case Sealer.Opened.OtherKey _ ->
                    throw new IllegalStateException(
                            "MFA device " + deviceId + " was sealed with another master key");
        };
    }
}
