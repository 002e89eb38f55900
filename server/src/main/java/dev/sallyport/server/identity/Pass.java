package dev.sallyport.server.identity;

import java.time.Instant;
import java.util.Optional;

/// What temporary credentials prove about themselves.
///
/// @param mfaAt when a code of an MFA device was given for them, if one was
public record Pass(String accessKeyId, Instant issued, Instant expires, Optional<Instant> mfaAt) {}
