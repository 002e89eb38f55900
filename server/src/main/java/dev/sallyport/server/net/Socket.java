package dev.sallyport.server.net;

import dev.sallyport.protocol.Bytes;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;

/// One open websocket. Every method may be called from any thread and none blocks; messages leave
/// in the order in which they were handed over. After the socket is gone, sends do nothing.
public interface Socket {
    void binary(Bytes message);

    void text(String text);

    /// Says goodbye with `code` and `reason` after what was sent before, and hangs up soon after,
    /// whether or not the peer agrees. Nothing more is delivered but {@link SocketListener#closed}.
    void close(int code, String reason);

    /// Whether more may be sent without piling up here. Sends are accepted in any case; whoever
    /// ignores a no fills the memory. A no is always followed by {@link SocketListener#writable()}.
    boolean isWritable();

    /// Turns the delivery of messages off or on. What was already read from the peer is held (a
    /// bounded amount) and delivered, in order, when reading is on again. Called on the event loop
    /// it takes effect at once, from elsewhere soon.
    void setReading(boolean on);

    InetSocketAddress remote();

    /// Runs tasks on the socket's event loop, where the listener is called. They must not block.
    Executor loop();

    /// The peer has proved who it is: lifts the deadline and the limits for strangers.
    void opened();
}
