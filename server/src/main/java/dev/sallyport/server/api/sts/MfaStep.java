package dev.sallyport.server.api.sts;

import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.identity.MfaCodes;
import dev.sallyport.server.identity.MfaProof;
import java.time.InstantSource;
import java.util.Optional;

/// Takes the MFA code that a call brings, if it brings one.
final class MfaStep {
    private static final String FAILED = "MultiFactorAuthentication failed, ";

    private final MfaCodes codes;
    private final InstantSource clock;

    MfaStep(MfaCodes codes, InstantSource clock) {
        this.codes = codes;
        this.clock = clock;
    }

    Optional<MfaProof> take(Caller caller, Optional<String> serial, Optional<String> code) {
        if (serial.isEmpty() && code.isEmpty()) {
            return Optional.empty();
        }
        if (serial.isEmpty() || code.isEmpty()) {
            throw StsErrors.accessDenied(
                    FAILED + "must provide both MFA serial number and one time pass code.");
        }
        String user = user(caller).orElseThrow(MfaStep::notTheirs);
        return switch (codes.accept(
                user, serial.orElseThrow(), code.orElseThrow(), clock.instant())) {
            case MfaCodes.Outcome.Accepted(MfaProof proof) -> Optional.of(proof);
            case MfaCodes.Outcome.WrongCode _ ->
                    throw StsErrors.accessDenied(
                            "MultiFactorAuthentication failed with invalid MFA one time pass"
                                    + " code. ");
            case MfaCodes.Outcome.NotTheirs _ -> throw notTheirs();
            case MfaCodes.Outcome.TooMany _ -> throw StsErrors.throttled();
        };
    }

    /// The proof of a code that {@link #take} has taken for this very call.
    Optional<MfaProof> taken(Caller caller, Optional<String> serial) {
        return serial.map(it ->
                codes.device(user(caller).orElseThrow(MfaStep::notTheirs), it)
                        .map(device -> new MfaProof(device, clock.instant()))
                        .orElseThrow(MfaStep::notTheirs));
    }

    /// Devices are users': nobody else has one.
    private static Optional<String> user(Caller caller) {
        return switch (caller) {
            case Caller.User user -> Optional.of(user.userId());
            case Caller.UserSession session -> Optional.of(session.userId());
            case Caller.AssumedRole _,
                    Caller.FederatedUser _,
                    Caller.WebIdentity _,
                    Caller.NodeRole _,
                    Caller.NodeKey _,
                    Caller.Anonymous _ ->
                    Optional.empty();
        };
    }

    private static RuntimeException notTheirs() {
        return StsErrors.accessDenied(
                FAILED
                        + "unable to validate MFA code.  Please verify your MFA serial number is"
                        + " valid and associated with this user.");
    }
}
