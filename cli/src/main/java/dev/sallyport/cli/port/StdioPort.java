package dev.sallyport.cli.port;

import dev.sallyport.cli.channel.Channel;
import dev.sallyport.cli.channel.Inflow;
import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.cli.channel.Use;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// A port of the node at this program's standard streams, as OpenSSH's `ProxyCommand` wants it.
///
/// The end of the input cannot be told to the node. When all of it has arrived and the node has
/// been silent for a moment, the session is ended.
public final class StdioPort implements Use {
    private static final int PIECE = 32 << 10;
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Channel channel;
    private final Inflow inflow;
    private final Outflow outflow;
    private final Backlog backlog = new Backlog();
    private final Deque<Bytes> waiting = new ArrayDeque<>();
    private boolean pieceIsHeld;
    private final Silence silence;

    private StdioPort(Channel channel, InputStream in, OutputStream out) {
        this.channel = channel;
        this.silence =
                new Silence(channel, this::isDelivered, () -> channel.leave(new SessionEnd.Left()));
        this.inflow = new Inflow(in, PIECE);
        this.outflow =
                new Outflow(
                        out,
                        backlog,
                        new Outflow.Listener() {
                            @Override
                            public void relieved() {
                                channel.post(() -> {});
                            }

                            @Override
                            public void broken() {
                                channel.post(() -> channel.leave(new SessionEnd.Unread()));
                            }
                        });
    }

    /// Turns the streams over to the session.
    public static StdioPort begin(Channel channel, InputStream in, OutputStream out) {
        StdioPort port = new StdioPort(channel, in, out);
        port.outflow.start("standard-output");
        port.inflow.start(
                "standard-input",
                piece -> channel.post(() -> port.read(piece)),
                () -> channel.post(port.silence::begin));
        return port;
    }

    @Override
    public boolean hasRoom() {
        return backlog.hasRoom();
    }

    @Override
    public void received(int payloadType, Bytes payload) {
        if (payloadType == PayloadTypes.OUTPUT) {
            silence.heard();
            outflow.write(payload);
        }
    }

    @Override
    public void tick() {
        while (!waiting.isEmpty() && channel.hasRoom()) {
            channel.send(PayloadTypes.OUTPUT, waiting.remove());
        }
        if (pieceIsHeld && waiting.isEmpty()) {
            pieceIsHeld = false;
            inflow.done();
        }
    }

    @Override
    public void close() {
        outflow.finish();
        outflow.await(FAREWELL);
    }

    private void read(Bytes piece) {
        waiting.add(piece);
        pieceIsHeld = true;
    }

    private boolean isDelivered() {
        return waiting.isEmpty() && channel.isDrained();
    }
}
