package dev.sallyport.cli.channel;

import dev.sallyport.protocol.Bytes;
import java.io.IOException;
import java.net.URI;

/// An open websocket. Sends do not block and keep their order.
public interface Wire {
    void text(Bytes utf8);

    void binary(Bytes message);

    void ping();

    /// Asks for one message. None comes without.
    void next();

    /// Whether everything handed over has left.
    boolean isIdle();

    void abort();

    /// What happens on the websocket, told on any thread.
    interface Listener {
        void message(Bytes message);

        void pong();

        /// Told at most once. Nothing comes after it.
        void lost(String why);
    }

    /// Opens websockets.
    interface Dialer {
        /// Blocks until the websocket is open.
        Wire dial(URI url, Listener listener) throws IOException, InterruptedException;
    }
}
