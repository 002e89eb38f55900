package dev.sallyport.agent.port;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// Connects to one destination, within the limit of connections.
record Dialer(Destination destination, Semaphore limit) {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Takes a place among the connections; give it back with {@link #leave}.
    boolean enter() {
        return limit.tryAcquire();
    }

    void leave() {
        limit.release();
    }

    /// A socket that does not block and is not connected yet.
    static SocketChannel channel() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        return channel;
    }

    /// Connects to the first address that answers. Blocks.
    Socket connect() throws IOException {
        IOException last = new IOException("no address");
        for (InetSocketAddress address : destination.addresses()) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                socket.connect(address, Math.toIntExact(PATIENCE.toMillis()));
                return socket;
            } catch (IOException e) {
                last = e;
                socket.close();
            }
        }
        throw new IOException("Unable to connect to specified port: " + last.getMessage(), last);
    }
}
