package dev.sallyport.server.identity;

import java.time.Instant;

/// A code of a device was right, at this time.
public record MfaProof(String deviceId, Instant at) {}
