package dev.sallyport.server.identity.care;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.Secret;
import dev.sallyport.server.identity.Guesses;
import dev.sallyport.server.identity.MfaCodes;
import dev.sallyport.server.identity.SeedSecrets;
import dev.sallyport.server.identity.Totp;
import dev.sallyport.server.identity.directory.DirectoryFault;
import dev.sallyport.server.identity.directory.Label;
import dev.sallyport.server.identity.directory.MfaDevice;
import dev.sallyport.server.identity.directory.Roster;
import dev.sallyport.server.identity.directory.User;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Virtual MFA devices: their making, whose they are, and how far their clocks are off, which is
/// learned when a device is enabled or resynchronised. {@link MfaCodes} takes their codes.
public final class Devices {
    // How far a device's clock may be off when it is enabled: a day, as people's clocks are wrong
    // by hours at most.
    private static final int FARTHEST = 2880;

    private final Registrar registrar;
    private final SeedSecrets secrets;
    private final Guesses guesses;

    public Devices(Registrar registrar, SeedSecrets secrets, Guesses guesses) {
        this.registrar = registrar;
        this.secrets = secrets;
        this.guesses = guesses;
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
        prove(
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
                    return new Claim(user, device);
                },
                new Codes(first, second));
    }

    /// Learns the device's clock anew, from two codes in a row.
    public void resync(String userName, String serial, String first, String second) {
        prove(
                roster -> {
                    User user = roster.user(userName);
                    return new Claim(user, owned(roster, user, serial));
                },
                new Codes(first, second));
    }

    private record Codes(String first, String second) {}

    /// That this user has this device.
    private record Claim(User user, MfaDevice device) {
        List<String> guessed() {
            return List.of(user.id(), device.id());
        }
    }

    /// What has nothing to do with codes is found before any is looked at, and costs no guess.
    private void prove(Function<Roster, Claim> claim, Codes codes) {
        List<String> guessed = claim.apply(registrar.roster()).guessed();
        if (!guesses.charge(guessed, registrar.now())) {
            throw wrongCode();
        }
        registrar.put(roster -> proven(claim.apply(roster), codes));
        guesses.forgive(guessed);
    }

    private MfaDevice proven(Claim claim, Codes codes) {
        MfaDevice device = claim.device();
        long now = Totp.stepAt(registrar.now());
        long used = device.use().map(MfaDevice.Use::lastStep).orElse(Long.MIN_VALUE);
        OptionalLong found =
                Totp.findPair(
                        secrets.open(device.id(), device.sealedSeed()),
                        codes.first(),
                        codes.second(),
                        now,
                        FARTHEST);
        if (found.isEmpty() || found.orElseThrow() - 1 <= used) {
            throw wrongCode();
        }
        long step = found.orElseThrow();
        int drift = settled(Math.toIntExact(step - now));
        Instant since = device.use().map(MfaDevice.Use::since).orElseGet(registrar::now);
        return device.withUse(
                Optional.of(new MfaDevice.Use(claim.user().id(), since, step, drift)));
    }

    private static DirectoryFault wrongCode() {
        return new DirectoryFault(
                DirectoryFault.Code.WRONG_CODE, "Authentication code for device is not valid.");
    }

    // Who types two codes in a row is a step or two late: that is no fault of the clock.
    private static int settled(int drift) {
        return Math.abs(drift) <= 2 ? 0 : drift;
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
}
