package dev.sallyport.server.relay;

import dev.sallyport.protocol.Bytes;

/// What a socket tells the relay. All methods may be called from any thread and return at once;
/// calls for one leg must come in the order of their events.
public interface LegInput {
    /// One binary message has come in. The relay keeps the bytes: they must not change.
    void frame(Bytes wire);

    /// {@link Leg#isWritable} has become true again.
    void writable();

    /// The socket is gone. Nothing may follow.
    void closed();
}
