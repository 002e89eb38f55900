package dev.sallyport.server.identity;

/// What whoever asks for a session hands over for it. It travels in the token, so there is a limit
/// to its size.
public record Bundle(SessionTraits traits, SessionPolicies policies) {
    /// Nothing was handed over.
    public static final Bundle EMPTY = new Bundle(SessionTraits.NONE, SessionPolicies.NONE);

    private static final int MOST_BYTES = 2048;

    /// How much of the room it takes, in percent, rounded up: above 100 there is no token for it.
    public int packedPercent() {
        return Math.ceilDiv(PassForm.packedSize(this) * 100, MOST_BYTES);
    }
}
