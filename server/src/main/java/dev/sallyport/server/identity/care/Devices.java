package dev.sallyport.server.identity.care;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.Secret;
import dev.sallyport.server.identity.SeedSecrets;
import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.DirectoryFault;
import dev.sallyport.server.identity.directory.Label;
import dev.sallyport.server.identity.directory.MfaDevice;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.User;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Virtual MFA devices: their making, whose they are, and their codes.
///
/// A code is good once, within half a minute of its time as the device's clock has it, which is
/// learned when the device is enabled or resynchronised.
public final class Devices {
    // How far a device's clock may be off when it is enabled: a day, as people's clocks are wrong
    // by hours at most.
    private static final long FARTHEST = 2880;

    private final Registrar registrar;
    private final SeedSecrets secrets;
    private final Attempts attempts = new Attempts();

    public Devices(Registrar registrar, SeedSecrets secrets) {
        this.registrar = registrar;
        this.secrets = secrets;
    }

    /// A new device. The seed, in base 32, is to be had here and never again.
    public record Fresh(MfaDevice device, Secret seed) {}

    public Fresh create(String name, Optional<String> path, Map<String, String> tags) {
        Bytes seed = registrar.identifiers().newSeed(Seeds.SIZE);
        MfaDevice made =
                registrar.put(roster -> {
                    if (roster.devices().byName(name).isPresent()) {
                        throw DirectoryFault.alreadyExists(
                                "MFADevice entity at the same path and name already exists.");
                    }
                    Quotas.check(roster.devices().size(), Quotas.DEVICES, "MFADevicesPerAccount");
                    Label label = registrar.label("AMFA", path, name);
                    return new MfaDevice(
                            label,
                            TagRules.add(Map.of(), tags),
                            secrets.seal(label.id(), seed),
                            Optional.empty());
                });
        return new Fresh(made, Secret.of(Seeds.base32(seed)));
    }

    /// By its serial number, which is its ARN.
    public static MfaDevice find(Roster roster, String serial) {
        return roster.devices()
                .byName(serial.substring(serial.lastIndexOf('/') + 1))
                .filter(device -> roster.names().of(device).equals(serial))
                .orElseThrow(() ->
                        DirectoryFault.noSuchEntity(
                                "VirtualMFADevice with serial number "
                                        + serial
                                        + " doesn't exist."));
    }

    public void delete(String serial) {
        registrar.remove(roster -> {
            MfaDevice device = find(roster, serial);
            if (device.use().isPresent()) {
                throw DirectoryFault.deleteConflict(
                        "MFA VirtualDevice in use. Must deactivate first.");
            }
            return device;
        });
    }

    /// Makes a device the user's, which two codes in a row prove to be at hand.
    public void enable(String userName, String serial, String first, String second) {
        guessing(
                serial,
                roster -> {
                    User user = roster.user(userName);
                    MfaDevice device = find(roster, serial);
                    if (device.use().isPresent()) {
                        throw DirectoryFault.alreadyExists("Device already exists.");
                    }
                    Quotas.check(
                            roster.devicesOf(user).size(),
                            Quotas.DEVICES_PER_USER,
                            "MFADevicesPerUser");
                    return proven(user, device, Long.MIN_VALUE, new Codes(first, second));
                });
    }

    /// Learns the device's clock anew, from two codes in a row.
    public void resync(String userName, String serial, String first, String second) {
        guessing(
                serial,
                roster -> {
                    User user = roster.user(userName);
                    MfaDevice device = owned(roster, user, serial);
                    long last = device.use().orElseThrow().lastStep();
                    return proven(user, device, last, new Codes(first, second));
                });
    }

    private record Codes(String first, String second) {}

    private MfaDevice proven(User user, MfaDevice device, long used, Codes codes) {
        Totp totp = new Totp(secrets.open(device.id(), device.sealedSeed()));
        long now = Totp.step(registrar.now());
        // The nearest first, so that a clock that is right is found to be right.
        for (long off = 0; off <= FARTHEST; off++) {
            for (long step : new long[] {now - off, now + off}) {
                if (step > used
                        && totp.matches(codes.first(), step)
                        && totp.matches(codes.second(), step + 1)) {
                    int drift = Math.toIntExact(step + 1 - now);
                    Instant since =
                            device.use().map(MfaDevice.Use::since).orElseGet(registrar::now);
                    return device.withUse(
                            Optional.of(
                                    new MfaDevice.Use(user.id(), since, step + 1, settled(drift))));
                }
            }
        }
        throw new DirectoryFault(
                DirectoryFault.Code.WRONG_CODE, "Authentication code for device is not valid.");
    }

    // Who types two codes in a row is a step or two late: that is no fault of the clock.
    private static int settled(int drift) {
        return Math.abs(drift) <= 2 ? 0 : drift;
    }

    private void guessing(String serial, Function<Roster, MfaDevice> step) {
        Instant now = registrar.now();
        if (attempts.isBarred(serial, now)) {
            throw new DirectoryFault(
                    DirectoryFault.Code.WRONG_CODE, "Authentication code for device is not valid.");
        }
        try {
            registrar.put(step);
            attempts.succeeded(serial);
        } catch (DirectoryFault fault) {
            if (fault.code() == DirectoryFault.Code.WRONG_CODE) {
                attempts.failed(serial, now);
            }
            throw fault;
        }
    }

    /// Throws when it is not this user's.
    public static MfaDevice owned(Roster roster, User user, String serial) {
        return Optional.of(find(roster, serial))
                .filter(device -> device.belongsTo(user.id()))
                .orElseThrow(() ->
                        DirectoryFault.noSuchEntity(
                                "MFA Device invalid for user " + user.name() + "."));
    }

    public void deactivate(String userName, String serial) {
        registrar.put(
                roster -> owned(roster, roster.user(userName), serial).withUse(Optional.empty()));
    }

    public void tag(String serial, Map<String, String> tags) {
        registrar.put(roster -> {
            MfaDevice device = find(roster, serial);
            return device.withTags(TagRules.add(device.tags(), tags));
        });
    }

    public void untag(String serial, Collection<String> keys) {
        registrar.put(roster -> {
            MfaDevice device = find(roster, serial);
            return device.withTags(TagRules.remove(device.tags(), keys));
        });
    }

    /// What a code proves.
    public enum Proof {
        /// The device is at hand, now. The code is spent.
        ACCEPTED,
        /// Wrong, spent, or too many wrong ones before it.
        WRONG_CODE,
        /// There is no such device, or it is somebody else's.
        NOT_YOURS
    }

    /// Takes a code of a device of this user.
    public Proof verify(String userId, String serial, String code) {
        Instant now = registrar.now();
        Optional<MfaDevice> device =
                registrar.roster().devices().all().stream()
                        .filter(it -> registrar.roster().names().of(it).equals(serial))
                        .filter(it -> it.belongsTo(userId))
                        .findFirst();
        if (device.isEmpty()) {
            return Proof.NOT_YOURS;
        }
        if (attempts.isBarred(serial, now)) {
            return Proof.WRONG_CODE;
        }
        boolean accepted = registrar.change(roster -> spend(roster, device.orElseThrow(), code));
        if (accepted) {
            attempts.succeeded(serial);
        } else {
            attempts.failed(serial, now);
        }
        return accepted ? Proof.ACCEPTED : Proof.WRONG_CODE;
    }

    // Spending is a change of the directory: of two calls with one code, on whatever servers, one
    // finds it spent.
    private Directory.Changed<Boolean> spend(Roster roster, MfaDevice asked, String code) {
        Optional<MfaDevice> device = roster.devices().byId(asked.id());
        Optional<MfaDevice.Use> use = device.flatMap(MfaDevice::use);
        if (use.isEmpty()) {
            return new Directory.Changed<>(roster, false);
        }
        MfaDevice.Use now = use.orElseThrow();
        Totp totp = new Totp(secrets.open(asked.id(), asked.sealedSeed()));
        long centre = Totp.step(registrar.now()) + now.drift();
        return totp.find(code, Math.max(centre - 1, now.lastStep() + 1), centre + 1)
                .map(step ->
                        new Directory.Changed<>(
                                roster.with(
                                        device.orElseThrow()
                                                .withUse(Optional.of(now.accepted(step)))),
                                true))
                .orElseGet(() -> new Directory.Changed<>(roster, false));
    }
}
