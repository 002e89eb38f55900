package dev.sallyport.server.identity;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.server.identity.directory.MfaDevice;
import java.security.SecureRandom;

/// Seals the seeds of MFA devices for the store and opens them again.
public final class DeviceSeeds {
    private final Sealer sealer;

    public DeviceSeeds(MasterKey master, SecureRandom random) {
        this.sealer = new Sealer(master, "device seeds", random);
    }

    /// @param deviceId the device's id, which never changes: a seed moved to another device does
    ///   not open
    public Bytes seal(Bytes seed, String deviceId) {
        return sealer.seal(seed, deviceId);
    }

    /// Throws when the store and the master key do not belong together.
    public Bytes open(MfaDevice device) {
        return switch (sealer.open(device.sealedSeed(), device.id())) {
            case Sealer.Opened.Plain(Bytes seed) -> seed;
            case Sealer.Opened.Garbled _ ->
                    throw new IllegalStateException("MFA device " + device.id() + " is damaged");
            case Sealer.Opened.OtherKey _ ->
                    throw new IllegalStateException(
                            "MFA device " + device.id() + " was sealed with another master key");
        };
    }
}
