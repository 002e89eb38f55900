package dev.sallyport.server.api;

/// Refuses a call from within its handler: it needs more than the front could ask about. The front
/// says it as it says its own refusals.
public final class NotAllowed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /// @param reason AWS's sentence, safe to show
    public NotAllowed(String reason) {
        super(reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
