package dev.sallyport.cli.channel;

import dev.sallyport.protocol.Bytes;
import java.time.Duration;

/// A running session, as its use sees it. To be used on the channel's thread, but for {@link
/// #post}.
public interface Channel {
    String sessionId();

    /// Whether {@link #send} takes another frame.
    boolean hasRoom();

    /// Sends to the node; kept until the node has acknowledged it, over any loss of the socket.
    void send(int payloadType, Bytes payload);

    /// Whether the node has acknowledged everything that was sent.
    boolean isDrained();

    /// Whether the node can be heard now. While it cannot, everything is kept.
    boolean isConnected();

    /// Runs `action` on the channel's thread, soon. May be called on any thread.
    void post(Runnable action);

    /// Runs `action` on the channel's thread, that much later.
    void later(Duration delay, Runnable action);

    /// Asks the service to end the session, and waits a little for its word. The first call counts.
    void leave(SessionEnd how);
}
