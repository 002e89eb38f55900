package dev.sallyport.cli.files;

import dev.sallyport.cli.channel.Channel;
import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.cli.channel.Use;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.transfer.FileLine;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// A session's channel as a line for copying: the copy runs on a thread of its own and waits, the
/// channel's thread does not.
final class CopyUse implements Use, FileLine {
    private static final int OUT = 8;
    private static final long ROOM = 4 << 20;
    // No payload is empty.
    private static final Bytes GONE = Bytes.EMPTY;

    private final Channel channel;
    private final BlockingQueue<Bytes> out = new ArrayBlockingQueue<>(OUT);
    private final BlockingQueue<Bytes> in = new LinkedBlockingQueue<>();
    private final AtomicLong unread = new AtomicLong();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean closed;
    private volatile boolean full;

    CopyUse(Channel channel) {
        this.channel = channel;
    }

    @Override
    public boolean hasRoom() {
        boolean room = unread.get() < ROOM;
        full = !room;
        return room || unread.get() < ROOM;
    }

    @Override
    public void received(int payloadType, Bytes payload) {
        if (payloadType == PayloadTypes.OUTPUT && !payload.isEmpty()) {
            unread.addAndGet(payload.size());
            in.add(payload);
        }
    }

    @Override
    public void tick() {
        told.set(false);
        while (channel.hasRoom()) {
            Bytes next = out.poll();
            if (next == null) {
                break;
            }
            channel.send(PayloadTypes.OUTPUT, next);
        }
    }

    @Override
    public void close() {
        closed = true;
        in.add(GONE);
        // Whoever waits for room here finds it.
        out.clear();
    }

    @Override
    public void send(Bytes payload) throws IOException, InterruptedException {
        if (!closed) {
            out.put(payload);
            wake();
        }
        if (closed) {
            out.clear();
            throw new IOException("the session has ended");
        }
    }

    private void wake() {
        if (told.compareAndSet(false, true)) {
            channel.post(() -> {});
        }
    }

    @Override
    public Optional<Bytes> receive() throws InterruptedException {
        return known(in.take());
    }

    @Override
    public Optional<Bytes> poll() {
        Bytes next = in.poll();
        return next == null ? Optional.empty() : known(next);
    }

    private Optional<Bytes> known(Bytes payload) {
        if (payload.isEmpty()) {
            in.add(GONE);
            return Optional.empty();
        }
        unread.addAndGet(-payload.size());
        if (full && unread.get() < ROOM / 2) {
            full = false;
            wake();
        }
        return Optional.of(payload);
    }

    /// Ends the session from here.
    void leave() {
        channel.post(() -> channel.leave(new SessionEnd.Left()));
    }
}
