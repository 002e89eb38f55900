package dev.sallyport.agent.session;

import dev.sallyport.agent.link.ChannelSocket;
import dev.sallyport.agent.link.Stamps;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Acknowledge;
import dev.sallyport.protocol.channel.AgentSessionState;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.Frames;
import dev.sallyport.protocol.channel.Inbox;
import dev.sallyport.protocol.channel.MalformedFrameException;
import dev.sallyport.protocol.channel.MalformedMessageException;
import dev.sallyport.protocol.channel.MessageTypes;
import dev.sallyport.protocol.channel.Outbox;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.channel.TerminalSize;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The node's end of one session's stream. It outlives its sockets: numbers, what is not yet
/// acknowledged and what is not yet read stay here while one is replaced by the next.
///
/// One lock guards everything, so that frames are numbered in the order they are sent. It is always
/// taken before a socket's own lock.
final class DataChannel {
    private static final Logger LOG = LoggerFactory.getLogger(DataChannel.class);

    /// The public plugin takes frames of any size; this is where larger ones stop paying off.
    private static final int MAX_CHUNK = 32 * 1024;

    /// What may be on its way unacknowledged. Within it nothing slows the program down.
    private static final long WINDOW = 256 * 1024;

    private static final int WINDOW_FRAMES = 1000;

    /// What may wait for the window; beyond it, the program on the terminal has to.
    private static final int MAX_PENDING = 64 * 1024;

    /// Of input not yet read by the program: a paste of a few megabytes.
    private static final long MAX_INPUT = 4 << 20;

    private static final int MAX_INPUT_FRAMES = 8192;

    /// How long half a character may wait for its other half.
    private static final Duration TAIL_PATIENCE = Duration.ofMillis(20);

    private static final Duration MIN_RESEND_PAUSE = Duration.ofMillis(20);

    private final Stamps stamps;
    private final ScheduledExecutorService timer;
    private final DataChannelOwner owner;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition outputMoved = lock.newCondition();
    private final Condition inputCame = lock.newCondition();
    private final Outbox outbox =
            new Outbox(MessageTypes.OUTPUT_STREAM_DATA, WINDOW_FRAMES, WINDOW);
    private final Inbox inbox = new Inbox(MAX_INPUT_FRAMES, MAX_INPUT);
    private final PendingOutput pending = new PendingOutput();
    private @Nullable ChannelSocket socket;
    private boolean paused;
    private boolean closed;
    private boolean resendArmed;
    private boolean tailArmed;
    private long newestSize = -1;
    private long moves;

    DataChannel(Stamps stamps, ScheduledExecutorService timer, DataChannelOwner owner) {
        this.stamps = stamps;
        this.timer = timer;
        this.owner = owner;
    }

    /// Puts a freshly opened socket to use; everything not acknowledged goes out again on it.
    void attach(ChannelSocket fresh) {
        lock.lock();
        try {
            if (closed) {
                fresh.close();
                return;
            }
            socket = fresh;
            paused = false;
            moved();
            outbox.resendAll(stamps.nanos()).forEach(fresh::binary);
            pump(false);
        } finally {
            lock.unlock();
        }
    }

    void detach(ChannelSocket lost) {
        lock.lock();
        try {
            if (socket == lost) {
                socket = null;
                moved();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Takes what the program has written. Blocks while the client is too slow for it.
    void output(byte[] from, int length) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && pending.size() >= MAX_PENDING) {
                outputMoved.await();
            }
            pending.append(from, length);
            pump(false);
        } finally {
            lock.unlock();
        }
    }

    /// The next frame of the client's, or nothing once the channel is closed. Blocks.
    Optional<Frame> input() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed) {
                Optional<Frame> next = inbox.next();
                if (next.isPresent()) {
                    return next;
                }
                inputCame.await();
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the client has everything. False if it acknowledged nothing for as long as
    /// `patience`, or if no new socket came for twelve times that.
    boolean flush(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            pump(true);
            long seen = moves;
            long left = patience.toNanos();
            while (!closed && !(pending.size() == 0 && outbox.isEmpty())) {
                left = outputMoved.awaitNanos(left);
                pump(true);
                if (seen != moves) {
                    seen = moves;
                    left = patience.toNanos() * (socket == null ? 12 : 1);
                } else if (left <= 0) {
                    return false;
                }
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /// Changes whenever the client has acknowledged something or the socket has changed.
    long moves() {
        lock.lock();
        try {
            return moves;
        } finally {
            lock.unlock();
        }
    }

    private void moved() {
        moves++;
        outputMoved.signalAll();
    }

    /// Tells the service (not the client) how the session stands.
    void announce(AgentSessionState state) {
        lock.lock();
        try {
            send(Frames.agentSessionState(state, stamps.id(), stamps.clock().millis()));
        } finally {
            lock.unlock();
        }
    }

    /// As {@link #announce}, and returns when that has gone out, or after `patience`: what still
    /// waits in a socket is lost when it closes.
    void announceLast(AgentSessionState state, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            announce(state);
            long left = patience.toNanos();
            while (left > 0 && socket != null && !socket.isIdle()) {
                left = outputMoved.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Ends the stream: whoever waits for it comes back, nothing goes out any more.
    void close() {
        lock.lock();
        try {
            closed = true;
            if (socket != null) {
                socket.close();
                socket = null;
            }
            outputMoved.signalAll();
            inputCame.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The socket has room again.
    void idle() {
        lock.lock();
        try {
            pump(false);
        } finally {
            lock.unlock();
        }
    }

    void received(Bytes wire) {
        lock.lock();
        try {
            if (!closed) {
                dispatch(FrameCodec.decodeLeniently(wire));
            }
        } catch (MalformedFrameException | MalformedMessageException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("dropped a frame");
        } finally {
            lock.unlock();
        }
    }

    private void dispatch(Frame frame) throws MalformedMessageException {
        switch (frame.type()) {
            case MessageTypes.INPUT_STREAM_DATA -> takeIn(frame);
            case MessageTypes.ACKNOWLEDGE -> acknowledged(Acknowledge.decode(frame.payload()));
            case MessageTypes.PAUSE_PUBLICATION -> paused = true;
            case MessageTypes.START_PUBLICATION -> resume();
            case MessageTypes.CHANNEL_CLOSED -> owner.closed("closed by the service");
            default -> LOG.atDebug().addKeyValue("type", frame.type()).log("frame not for us");
        }
    }

    private void takeIn(Frame frame) throws MalformedMessageException {
        Inbox.Arrival arrival = inbox.offer(frame);
        if (arrival != Inbox.Arrival.REFUSED) {
            send(Frames.acknowledge(frame, stamps.id(), stamps.clock().millis()));
        }
        if (arrival == Inbox.Arrival.FRESH) {
            inputCame.signalAll();
            // At once and out of turn: a program that does not read must still see its window grow.
            if (frame.payloadType() == PayloadTypes.SIZE && frame.sequence() > newestSize) {
                newestSize = frame.sequence();
                owner.resized(TerminalSize.decode(frame.payload()));
            }
        }
        resume();
    }

    private void acknowledged(Acknowledge message) {
        if (outbox.acknowledged(message.sequence(), stamps.nanos())) {
            moved();
        }
        resume();
    }

    /// Whatever the client says shows that it is back.
    private void resume() {
        paused = false;
        pump(false);
    }

    private void send(Frame frame) {
        if (socket != null) {
            socket.binary(FrameCodec.encode(frame));
        }
    }

    /// Turns what waits into frames as long as socket and window take them. While one frame goes
    /// out, the terminal's next bytes gather, so that chunks grow by themselves under load.
    private void pump(boolean evenTorn) {
        ChannelSocket present = socket;
        if (present == null || closed) {
            return;
        }
        while (!paused && outbox.hasRoom() && present.isIdle()) {
            Bytes chunk = pending.take(MAX_CHUNK, evenTorn);
            if (chunk.isEmpty()) {
                armTail();
                break;
            }
            present.binary(outbox.add(PayloadTypes.OUTPUT, chunk, stamps.next()));
        }
        if (pending.size() < MAX_PENDING) {
            outputMoved.signalAll();
        }
        armResend();
    }

    /// Half a character that never gets its rest (a file in Latin-1, say) goes out as it is.
    private void armTail() {
        if (pending.size() > 0 && !tailArmed) {
            tailArmed = true;
            schedule(TAIL_PATIENCE.toNanos(), this::sendTail);
        }
    }

    private void sendTail() {
        tailArmed = false;
        pump(true);
    }

    private void armResend() {
        OptionalLong due = outbox.nextDue();
        if (due.isPresent() && !resendArmed && !paused) {
            resendArmed = true;
            schedule(
                    Math.max(due.getAsLong() - stamps.nanos(), MIN_RESEND_PAUSE.toNanos()),
                    this::resend);
        }
    }

    private void resend() {
        resendArmed = false;
        ChannelSocket present = socket;
        if (present == null || closed || paused) {
            return; // attach and resume arm it again
        }
        // A socket that is still busy has not even sent the first copy.
        if (present.isIdle()) {
            outbox.due(stamps.nanos()).forEach(present::binary);
        }
        armResend();
    }

    private void schedule(long nanos, Runnable action) {
        var ignored =
                timer.schedule(
                        () -> {
                            lock.lock();
                            try {
                                action.run();
                            } finally {
                                lock.unlock();
                            }
                        },
                        nanos,
                        TimeUnit.NANOSECONDS);
    }
}
