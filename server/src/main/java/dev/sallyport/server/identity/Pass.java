package dev.sallyport.server.identity;

import java.time.Instant;
import java.util.Optional;

/// What temporary credentials prove about themselves.
///
/// @param mfaAt when a code of an MFA device was given for them, if one was
/// @param roots what else must be there for them to be good
public record Pass(
        String accessKeyId, Instant issued, Instant expires, Optional<Instant> mfaAt, Roots roots) {
    /// Of credentials that stand on nothing but themselves.
    public Pass(String accessKeyId, Instant issued, Instant expires, Optional<Instant> mfaAt) {
        this(accessKeyId, issued, expires, mfaAt, Roots.NONE);
    }
}
