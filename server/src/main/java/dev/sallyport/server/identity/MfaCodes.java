package dev.sallyport.server.identity;

import dev.sallyport.server.identity.directory.Directory;
import dev.sallyport.server.identity.directory.MfaDevice;
import dev.sallyport.server.identity.directory.Roster;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes codes of MFA devices, each once. Whoever asks for a code asks here, so that one given to
/// one door is good at no other. Safe for use by many threads; may block.
public final class MfaCodes {
    private static final Logger LOG = LoggerFactory.getLogger(MfaCodes.class);
    // Of the step before for slow fingers, of the step after for fast clocks.
    private static final int WINDOW = 1;

    private final Directory directory;
    private final SeedSecrets seeds;
    private final Guesses guesses;

    public MfaCodes(Directory directory, SeedSecrets seeds, Guesses guesses) {
        this.directory = directory;
        this.seeds = seeds;
        this.guesses = guesses;
    }

    /// What a code turns out to be.
    public sealed interface Outcome {
        record Accepted(MfaProof proof) implements Outcome {}

        /// Wrong, or used before.
        record WrongCode() implements Outcome {}

        /// There is no such device, or it is not this user's.
        record NotTheirs() implements Outcome {}

        /// After so many wrong ones, no code is looked at for a while.
        record TooMany() implements Outcome {}
    }

    public Outcome accept(String userId, String serial, String code, Instant now) {
        Optional<MfaDevice> device = find(directory.roster(), userId, serial);
        if (device.isEmpty()) {
            return new Outcome.NotTheirs();
        }
        List<String> guessed = List.of(userId, device.orElseThrow().id());
        if (!guesses.charge(guessed, now)) {
            LOG.atWarn().addKeyValue("user", userId).log("too many wrong MFA codes");
            return new Outcome.TooMany();
        }
        Outcome outcome =
                directory.change(roster -> accept(roster, find(roster, userId, serial), code, now));
        if (outcome instanceof Outcome.Accepted) {
            guesses.forgive(guessed);
        }
        return outcome;
    }

    /// The id of a device of this user.
    public Optional<String> device(String userId, String serial) {
        return find(directory.roster(), userId, serial).map(MfaDevice::id);
    }

    private static Optional<MfaDevice> find(Roster roster, String userId, String serial) {
        return roster.devices()
                .byName(serial.substring(serial.lastIndexOf('/') + 1))
                .filter(device -> roster.names().of(device).equals(serial))
                .filter(device -> device.belongsTo(userId));
    }

    // As one change of the directory: of two who bring the same code, one finds it used.
    private Directory.Changed<Outcome> accept(
            Roster roster, Optional<MfaDevice> found, String code, Instant now) {
        if (found.isEmpty()) {
            return new Directory.Changed<>(roster, new Outcome.NotTheirs());
        }
        MfaDevice device = found.orElseThrow();
        MfaDevice.Use use = device.use().orElseThrow();
        OptionalLong step =
                Totp.find(
                        seeds.open(device.id(), device.sealedSeed()),
                        code,
                        Totp.stepAt(now) + use.drift(),
                        WINDOW);
        if (step.isEmpty() || step.orElseThrow() <= use.lastStep()) {
            return new Directory.Changed<>(roster, new Outcome.WrongCode());
        }
        MfaDevice used = device.withUse(Optional.of(use.accepted(step.orElseThrow())));
        return new Directory.Changed<>(
                roster.with(used), new Outcome.Accepted(new MfaProof(device.id(), now)));
    }
}
