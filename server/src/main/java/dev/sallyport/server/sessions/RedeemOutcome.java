package dev.sallyport.server.sessions;

/// Whether a token opened its socket.
public sealed interface RedeemOutcome {
    /// The token was good and is spent now.
    record Redeemed(Session session) implements RedeemOutcome {}

    /// Not good. `text` is for the `channel_closed` message and does not say why in detail.
    record Refused(String text) implements RedeemOutcome {}
}
