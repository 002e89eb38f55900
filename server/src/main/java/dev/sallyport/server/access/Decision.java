package dev.sallyport.server.access;

/// The answer to one question of access, with its reason.
public sealed interface Decision {
    String reason();

    /// Go on.
    record Allow(String reason) implements Decision {}

    /// Refuse. The reason is written for the caller.
    record Deny(String reason) implements Decision {}
}
