package dev.sallyport.agent.port;

import dev.sallyport.protocol.Bytes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/// One connection of a multiplexed session. Belongs to the session's selecting thread.
final class MuxConnection {
    /// What a piece that waits costs beside its bytes.
    private static final int PIECE = 64;

    final long stream;
    private final Iterator<InetSocketAddress> addresses;
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private long waitingSize;
    private SocketChannel channel;
    private SelectionKey key;
    private boolean connected;

    /// The client has closed: what waits is still delivered, and what comes back is thrown away.
    private boolean closing;

    /// Not read until the client has room.
    private boolean parked;

    /// When to give up connecting, or waiting for a target to close too.
    long deadline;

    /// When the target last took something.
    long lastTaken;

    /// Begins to connect.
    ///
    /// @throws IOException if no address can be tried at all
    MuxConnection(long stream, Destination destination, Selector selector, long now)
            throws IOException {
        this.stream = stream;
        this.addresses = destination.addresses().iterator();
        this.channel = Dialer.channel();
        this.key = channel.register(selector, 0, this);
        this.lastTaken = now;
        tryNext(selector, now);
    }

    /// Tries the next address; after the last, the failure of the one before is thrown.
    private void tryNext(Selector selector, long now) throws IOException {
        IOException last = new IOException("no address left");
        while (addresses.hasNext()) {
            try {
                if (!channel.isOpen()) {
                    channel = Dialer.channel();
                    key = channel.register(selector, 0, this);
                }
                deadline = now + Dialer.PATIENCE.toNanos();
                connected = channel.connect(addresses.next());
                key.interestOps(connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
                return;
            } catch (IOException e) {
                last = e;
                close();
            }
        }
        close();
        throw last;
    }

    /// The key says that connecting has come to an end.
    void connectable(Selector selector, long now) throws IOException {
        try {
            connected = channel.finishConnect();
        } catch (IOException _) {
            close();
            tryNext(selector, now);
        }
        if (connected) {
            lastTaken = now;
            key.interestOps(SelectionKey.OP_READ);
            flush(now);
        }
    }

    /// Gives this address up.
    void connectTooSlow(Selector selector, long now) throws IOException {
        close();
        tryNext(selector, now);
    }

    boolean isConnected() {
        return connected;
    }

    boolean isClosing() {
        return closing;
    }

    boolean isParked() {
        return parked;
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /// Takes bytes for the target; what it does not take at once waits.
    void write(Bytes payload, boolean copied, long now) throws IOException {
        waiting.add(copied ? ByteBuffer.wrap(payload.toArray()) : payload.asReadOnlyBuffer());
        waitingSize += payload.size() + PIECE;
        if (connected) {
            flush(now);
        }
    }

    /// Writes what the target takes.
    void flush(long now) throws IOException {
        while (!waiting.isEmpty()) {
            ByteBuffer head = waiting.getFirst();
            int taken = channel.write(head);
            waitingSize -= taken;
            lastTaken = taken > 0 ? now : lastTaken;
            if (head.hasRemaining()) {
                break;
            }
            waiting.removeFirst();
            waitingSize -= PIECE;
        }
        want(SelectionKey.OP_WRITE, !waiting.isEmpty());
        if (closing && waiting.isEmpty()) {
            channel.shutdownOutput();
        }
    }

    /// The client has closed its end.
    void close(long deadlineOfLinger) throws IOException {
        closing = true;
        deadline = deadlineOfLinger;
        if (connected) {
            unpark();
            if (waiting.isEmpty()) {
                channel.shutdownOutput();
            }
        }
    }

    /// As {@link SocketChannel#read}.
    int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    void park() {
        parked = true;
        want(SelectionKey.OP_READ, false);
    }

    void unpark() {
        parked = false;
        want(SelectionKey.OP_READ, true);
    }

    private void want(int operation, boolean on) {
        if (key.isValid()) {
            if (on) {
                key.interestOpsOr(operation);
            } else {
                key.interestOpsAnd(~operation);
            }
        }
    }

    /// Closes the socket.
    void close() {
        connected = false;
        try {
            channel.close();
        } catch (IOException _) {
            // There is nothing more to lose.
        }
    }

    /// How much waits, with what keeping it costs.
    long waitingSize() {
        return waitingSize;
    }
}
