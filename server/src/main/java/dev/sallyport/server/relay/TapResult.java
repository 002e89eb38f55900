package dev.sallyport.server.relay;

/// Hears what became of an event.
public interface TapResult {
    /// The event would survive the death of this process.
    void stored();

    /// The event is not stored and no later one will be; the reason is fit to be shown to a user.
    void failed(String reason);

    /// As {@link #failed}, because of what is in the event: one end has broken the rules of the
    /// session.
    default void refused(String reason) {
        failed(reason);
    }
}
