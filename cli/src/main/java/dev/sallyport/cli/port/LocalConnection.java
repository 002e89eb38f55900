package dev.sallyport.cli.port;

import dev.sallyport.cli.channel.Channel;
import dev.sallyport.cli.channel.Inflow;
import dev.sallyport.protocol.Bytes;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;

/// A program of this machine that has connected. Used on the channel's thread.
final class LocalConnection {
    // One channel frame with its smux header stays at 32 KiB: both public peers take that.
    private static final int PIECE = (32 << 10) - 8;
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final SocketChannel socket;
    private final Inflow inflow;
    private final Outflow outflow;
    private final Channel channel;

    /// What becomes of the connection, told on the channel's thread.
    interface Listener {
        void received(Bytes piece);

        /// It sends no more. It may still read.
        void ended();

        /// It takes no more.
        void broken();
    }

    LocalConnection(SocketChannel socket, Channel channel, Backlog backlog, Listener listener) {
        this.socket = socket;
        this.channel = channel;
        this.inflow = new Inflow(Channels.newInputStream(socket), PIECE);
        this.outflow =
                new Outflow(
                        Channels.newOutputStream(socket),
                        backlog,
                        new Outflow.Listener() {
                            @Override
                            public void relieved() {
                                channel.post(() -> {});
                            }

                            @Override
                            public void broken() {
                                channel.post(listener::broken);
                            }
                        });
        outflow.start("local-write");
        start(listener::received, listener::ended);
    }

    private void start(Consumer<Bytes> received, Runnable ended) {
        inflow.startVirtual(
                "local-read",
                piece -> channel.post(() -> received.accept(piece)),
                () -> channel.post(ended));
    }

    /// The last piece is on its way.
    void readOn() {
        inflow.done();
    }

    void write(Bytes bytes) {
        outflow.write(bytes);
    }

    /// Closes it when everything is written.
    void finish() {
        outflow.finish();
    }

    void await() {
        outflow.await(FAREWELL);
        close(socket);
    }

    static void close(SocketChannel socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Closed is closed.
        }
    }
}
