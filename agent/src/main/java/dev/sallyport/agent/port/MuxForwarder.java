package dev.sallyport.agent.port;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.smux.MalformedMuxException;
import dev.sallyport.protocol.smux.Multiplexer;
import dev.sallyport.protocol.smux.MuxEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Many connections over one stream, on one thread that selects among them: ten thousand idle ones
/// cost ten thousand sockets and next to no memory.
///
/// Version 1 of smux has no flow control of single streams. So when the targets together leave more
/// than a limit unread, the session's input stands still; a target that then takes nothing for half
/// a minute loses its connection, or it would hold up all the others for ever.
final class MuxForwarder implements Forwarder {
    private static final Logger LOG = LoggerFactory.getLogger(MuxForwarder.class);
    private static final int READ_SIZE = 32 * 1024;
    private static final int MAX_STREAMS = 10_000;
    private static final long MAX_WAITING = 1 << 20;

    /// Of openings, failures and closings that the client has no room for.
    private static final int MAX_NOTICES = 1000;

    private static final Bytes CONNECT_FAILED = Bytes.ofHex("00000003");
    private static final long LOOK_MILLIS = 1000;
    private static final long STUCK = Duration.ofSeconds(30).toNanos();
    private static final long LINGER = Duration.ofSeconds(5).toNanos();
    private static final long KEEP_ALIVE = Duration.ofSeconds(10).toNanos();

    /// A frame that waits for room.
    private record Notice(int payloadType, Bytes payload) {}

    private final Dialer dialer;
    private final Outlet outlet;
    private final boolean keepAlive;
    private final LongSupplier nanos;
    private final Selector selector;
    private final Multiplexer mux = Multiplexer.server(MAX_STREAMS);
    private final Map<Long, MuxConnection> connections = new HashMap<>();

    /// Those the client has closed, and forgotten, while bytes for their targets were left.
    private final Set<MuxConnection> lingering = new HashSet<>();

    private final Deque<Notice> notices = new ArrayDeque<>();
    private final Deque<MuxConnection> parked = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_SIZE);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roomCame = lock.newCondition();
    private final Deque<Bytes> arrived = new ArrayDeque<>();
    private long waiting;
    private volatile boolean starved;
    private volatile boolean stopped;
    private long lastLook;
    private long lastSent;

    MuxForwarder(Dialer dialer, Outlet outlet, boolean keepAlive, LongSupplier nanos)
            throws IOException {
        this.dialer = dialer;
        this.outlet = outlet;
        this.keepAlive = keepAlive;
        this.nanos = nanos;
        this.selector = Selector.open();
        this.lastLook = nanos.getAsLong();
        this.lastSent = lastLook;
    }

    @Override
    public void received(Bytes payload) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!stopped && waiting >= MAX_WAITING) {
                roomCame.await();
            }
            arrived.add(payload);
            waiting += payload.size();
        } finally {
            lock.unlock();
        }
        selector.wakeup();
    }

    @Override
    public void disconnect() {
        // A single connection says so in the stream.
    }

    @Override
    public void outletMoved() {
        if (starved) {
            starved = false;
            selector.wakeup();
        }
    }

    @Override
    public void stop() {
        stopped = true;
        lock.lock();
        try {
            roomCame.signalAll();
        } finally {
            lock.unlock();
        }
        selector.wakeup();
    }

    @Override
    public void run() throws IOException {
        try {
            while (!stopped) {
                selector.select(this::ready, LOOK_MILLIS);
                takeArrived();
                sendNotices();
                readParked();
                look();
            }
        } catch (MalformedMuxException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            List.copyOf(connections.values()).forEach(this::forget);
            List.copyOf(lingering).forEach(this::forget);
            selector.close();
        }
    }

    /// Something done to a connection that may change how much waits for its target.
    private interface Step {
        void take() throws IOException;
    }

    private void step(MuxConnection connection, Step step) {
        long before = connection.waitingSize();
        try {
            step.take();
            settled(before - connection.waitingSize());
        } catch (IOException e) {
            settled(before - connection.waitingSize());
            lost(connection, e);
        }
    }

    private void ready(SelectionKey key) {
        MuxConnection connection = (MuxConnection) key.attachment();
        step(
                connection,
                () -> {
                    if (key.isConnectable()) {
                        connection.connectable(selector, now());
                    }
                    if (key.isValid() && key.isWritable()) {
                        connection.flush(now());
                    }
                });
        if (key.isValid() && key.isReadable()) {
            step(connection, () -> read(connection));
        }
    }

    private void takeArrived() throws MalformedMuxException {
        while (notices.size() < MAX_NOTICES) {
            Bytes chunk;
            lock.lock();
            try {
                if (arrived.isEmpty()) {
                    return;
                }
                chunk = arrived.removeFirst();
            } finally {
                lock.unlock();
            }
            for (MuxEvent event : mux.received(chunk)) {
                take(event, chunk.size());
            }
            settled(chunk.size());
        }
    }

    private void take(MuxEvent event, int chunkSize) {
        switch (event) {
            case MuxEvent.Opened(long stream) -> open(stream);
            case MuxEvent.Refused(_, Bytes reply) -> emit(PayloadTypes.OUTPUT, reply);
            case MuxEvent.Received(long stream, Bytes payload) -> {
                MuxConnection connection = connections.get(stream);
                if (connection != null) {
                    write(connection, payload, chunkSize);
                }
            }
            case MuxEvent.Closed(long stream) -> closed(stream);
            case MuxEvent.KeptAlive() -> {}
        }
    }

    private void open(long stream) {
        if (!dialer.enter()) {
            failed(stream, "as many connections as this node may carry");
            return;
        }
        try {
            connections.put(
                    stream, new MuxConnection(stream, dialer.destination(), selector, now()));
        } catch (IOException e) {
            dialer.leave();
            failed(stream, e.toString());
        }
    }

    private void failed(long stream, String why) {
        LOG.atInfo().addKeyValue("cause", why).log("cannot connect to a forwarded port");
        emit(PayloadTypes.FLAG, CONNECT_FAILED);
        mux.close(stream).ifPresent(fin -> emit(PayloadTypes.OUTPUT, fin));
    }

    /// A small piece of a large frame would keep all of it in memory.
    private void write(MuxConnection connection, Bytes payload, int chunkSize) {
        boolean copied = payload.size() < chunkSize / 2;
        step(connection, () -> connection.write(payload, copied, now()));
    }

    private void closed(long stream) {
        MuxConnection connection = connections.remove(stream);
        if (connection == null) {
            return;
        }
        lingering.add(connection);
        if (!connection.isConnected() && !connection.hasWaiting()) {
            forget(connection);
            return;
        }
        long patience = connection.hasWaiting() ? STUCK : LINGER;
        step(connection, () -> connection.close(now() + patience));
    }

    /// Without room for it, a target is not read before there is.
    private void read(MuxConnection connection) throws IOException {
        if (connection.isClosing()) {
            if (connection.read(buffer.clear()) < 0) {
                forget(connection);
            }
        } else if (hasRoom()) {
            carry(connection);
        } else {
            connection.park();
            parked.add(connection);
        }
    }

    private boolean hasRoom() {
        if (!notices.isEmpty()) {
            return false;
        }
        if (outlet.hasRoom()) {
            return true;
        }
        starved = true;
        // It may have moved between the question and the note that we wait for it.
        return outlet.hasRoom();
    }

    private void carry(MuxConnection connection) throws IOException {
        int size = connection.read(buffer.clear());
        if (size < 0) {
            mux.close(connection.stream).ifPresent(fin -> emit(PayloadTypes.OUTPUT, fin));
            forget(connection);
        } else if (size > 0) {
            byte[] bytes = new byte[size];
            buffer.flip().get(bytes);
            mux.data(connection.stream, Bytes.wrap(bytes))
                    .ifPresent(wire -> emit(PayloadTypes.OUTPUT, wire));
        }
    }

    private void readParked() {
        while (!parked.isEmpty() && hasRoom()) {
            MuxConnection connection = parked.removeFirst();
            if (connections.get(connection.stream) != connection || !connection.isParked()) {
                continue;
            }
            connection.unpark();
            step(connection, () -> carry(connection));
        }
    }

    private void emit(int payloadType, Bytes payload) {
        lastSent = now();
        if (!notices.isEmpty() || !outlet.offer(payloadType, payload)) {
            notices.add(new Notice(payloadType, payload));
            starved = true;
        }
    }

    private void sendNotices() {
        while (!notices.isEmpty()) {
            starved = true;
            Notice first = notices.getFirst();
            if (!outlet.offer(first.payloadType(), first.payload())) {
                return;
            }
            notices.removeFirst();
        }
    }

    /// The target is gone.
    private void lost(MuxConnection connection, IOException why) {
        LOG.atDebug().addKeyValue("cause", why.toString()).log("connection to the target lost");
        if (connection.isConnected() || connection.isClosing()) {
            mux.close(connection.stream).ifPresent(fin -> emit(PayloadTypes.OUTPUT, fin));
        } else {
            failed(connection.stream, why.toString());
        }
        forget(connection);
    }

    private void forget(MuxConnection connection) {
        boolean known =
                connections.remove(connection.stream, connection) || lingering.remove(connection);
        connection.close();
        if (known) {
            settled(connection.waitingSize());
            dialer.leave();
        }
    }

    /// So much less waits for targets, or more if below zero.
    private void settled(long bytes) {
        lock.lock();
        try {
            waiting -= bytes;
            if (waiting < MAX_WAITING) {
                roomCame.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// About once a second: what has taken too long.
    private void look() {
        long now = now();
        if (now - lastLook < Duration.ofMillis(LOOK_MILLIS).toNanos()) {
            return;
        }
        lastLook = now;
        boolean full = isFull();
        for (MuxConnection connection : List.copyOf(connections.values())) {
            if (!connection.isConnected() && now - connection.deadline > 0) {
                step(connection, () -> connection.connectTooSlow(selector, now));
            } else if (full && isStuck(connection, now)) {
                lost(connection, new IOException("the target takes nothing"));
            }
        }
        for (MuxConnection connection : List.copyOf(lingering)) {
            if (now - connection.deadline > 0) {
                forget(connection);
            }
        }
        if (keepAlive && now - lastSent > KEEP_ALIVE) {
            emit(PayloadTypes.OUTPUT, Multiplexer.keepAlive());
        }
    }

    private boolean isFull() {
        lock.lock();
        try {
            return waiting >= MAX_WAITING;
        } finally {
            lock.unlock();
        }
    }

    /// One that is alone holds up nobody.
    private boolean isStuck(MuxConnection connection, long now) {
        return connections.size() > 1
                && connection.hasWaiting()
                && now - connection.lastTaken > STUCK;
    }

    private long now() {
        return nanos.getAsLong();
    }
}
