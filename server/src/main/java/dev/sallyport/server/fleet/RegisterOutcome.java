package dev.sallyport.server.fleet;

/// How a machine's wish to join ended.
public sealed interface RegisterOutcome {
    /// It is a node now.
    record Registered(Node node) implements RegisterOutcome {}

    /// It is not.
    record Refused(Reason reason) implements RegisterOutcome {}

    /// Why a machine may not join.
    enum Reason {
        /// No such activation, or not its code: a stranger must not learn which.
        INVALID_ACTIVATION,
        ACTIVATION_EXPIRED,
        LIMIT_EXCEEDED,
        INVALID_PUBLIC_KEY,
        KEY_IN_USE
    }
}
