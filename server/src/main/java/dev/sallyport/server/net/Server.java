package dev.sallyport.server.net;

import java.time.InstantSource;
import java.util.OptionalInt;

/// The listeners of one server: a TLS port and, if configured, a plain one on loopback.
public final class Server implements AutoCloseable {
    /// Binds nothing yet. `clock` gives the Date of responses.
    public Server(NetConfig config, HttpHandler http, SocketHandler sockets, InstantSource clock) {
        throw new UnsupportedOperationException("under construction");
    }

    /// Binds the ports; returns when they accept. Throws UncheckedIOException when one is taken.
    public void start() {}

    /// The TLS port in use.
    public int port() {
        return 0;
    }

    /// The plain port in use, if there is one.
    public OptionalInt plainPort() {
        return OptionalInt.empty();
    }

    /// Stops accepting, lets running requests finish for a while, says goodbye to websockets (1001)
    /// and returns when every thread of the room has ended.
    @Override
    public void close() {}
}
