package dev.sallyport.server.relay;

/// Where a session's frames are stored before they go on.
public interface Tap {
    /// How far an earlier run of the server got; {@link TapPosition#START} for a new session.
    TapPosition position();

    /// Takes one event to be stored and returns at once. Events are stored in the order of the
    /// calls; each call is answered exactly once, in that order, from any thread. After one {@link
    /// TapResult#failed} all later ones fail too.
    void record(TapEvent event, TapResult done);

    /// Nothing more comes. What was taken is still stored.
    void close();
}
