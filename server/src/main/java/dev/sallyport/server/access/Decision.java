package dev.sallyport.server.access;

/// The answer to one question of access, with its reason.
public sealed interface Decision {
    String reason();

    /// Go on.
    record Allow(String reason) implements Decision {}

    /// Refuse.
    ///
    /// @param reason AWS's sentence for the caller: who may not do what, and which kind of policy
    ///   stood in the way
    record Deny(String reason) implements Decision {}
}
