package dev.sallyport.server.relay;

import dev.sallyport.protocol.Bytes;

/// One end's socket, as far as the relay needs it. All methods may be called from any thread and
/// return at once.
public interface Leg {
    /// Sends one binary message. A closed leg drops it.
    void send(Bytes wire);

    /// Closes the socket after what was sent has gone out.
    void close();

    /// Whether the socket takes more without piling up; {@link LegInput#writable} tells when it
    /// does again.
    boolean isWritable();

    /// Switches the reading from the socket off and on.
    void setReading(boolean on);
}
