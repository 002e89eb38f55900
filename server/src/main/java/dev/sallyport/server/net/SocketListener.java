package dev.sallyport.server.net;

import dev.sallyport.protocol.Bytes;

/// Receives what comes in on one websocket. Always called on the socket's event loop, one call at a
/// time; it must not block.
public interface SocketListener {
    void text(String text);

    void binary(Bytes message);

    /// There is room to send again. Comes once after each time {@link Socket#isWritable()} said no.
    void writable();

    /// The socket is gone; nothing is called after this. Messages held back by {@link
    /// Socket#setReading} come first, so while reading is off and some are held, this waits too.
    void closed();
}
