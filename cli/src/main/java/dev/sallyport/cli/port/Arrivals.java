package dev.sallyport.cli.port;

import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// Connections on their way from the listener's thread to the channel's. Those that come after the
/// session's end are closed, so that nobody waits for an answer that cannot come.
final class Arrivals {
    private final Queue<SocketChannel> sockets = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    void add(SocketChannel socket) {
        sockets.add(socket);
        if (closed) {
            takeAll(LocalConnection::close);
        }
    }

    void takeAll(Consumer<SocketChannel> taker) {
        for (SocketChannel socket = sockets.poll(); socket != null; socket = sockets.poll()) {
            taker.accept(socket);
        }
    }

    void close() {
        closed = true;
        takeAll(LocalConnection::close);
    }
}
