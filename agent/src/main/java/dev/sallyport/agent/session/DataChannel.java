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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The node's end of one session's stream. It outlives its sockets: numbers, what is not yet
/// acknowledged and what is not yet read stay here while one is replaced by the next.
///
/// One lock guards everything, so that frames are numbered in the order they are sent.
final class DataChannel {
    private static final Logger LOG = LoggerFactory.getLogger(DataChannel.class);

    /// The public plugin takes frames of any size; this is where larger ones stop paying off.
    private static final int MAX_CHUNK = 32 * 1024;

    /// What may wait for the window; beyond it, the program on the terminal has to.
    private static final int MAX_PENDING = 64 * 1024;

    /// How long half a character may wait for its other half.
    private static final Duration TAIL_PATIENCE = Duration.ofMillis(20);

    private static final Duration MIN_RESEND_PAUSE = Duration.ofMillis(20);
    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private final Stamps stamps;
    private final ScheduledExecutorService timer;
    private final DataChannelOwner owner;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition outputMoved = lock.newCondition();
    private final Condition inputCame = lock.newCondition();
    private final Outbox outbox;
    private final Intake intake;
    private final PendingOutput pending = new PendingOutput();
    private @Nullable ChannelSocket socket;
    private boolean paused;
    private boolean closed;
    private boolean resendArmed;
    private boolean tailArmed;
    private long moves;

    DataChannel(Stamps stamps, ScheduledExecutorService timer, Flow flow, DataChannelOwner owner) {
        this.stamps = stamps;
        this.timer = timer;
        this.owner = owner;
        this.outbox =
                new Outbox(MessageTypes.OUTPUT_STREAM_DATA, Flow.WINDOW_FRAMES, flow.window());
        this.intake = new Intake(flow.holdAbove());
    }

    /// Puts a freshly opened socket to use; everything not acknowledged goes out again on it.
    void attach(ChannelSocket fresh) {
        guarded(() -> {
            if (closed) {
                fresh.close();
                return;
            }
            socket = fresh;
            paused = false;
            fresh.hold(intake.isHeld());
            moved();
            outbox.resendAll(stamps.nanos()).forEach(fresh::binary);
            pump(false);
        });
    }

    void detach(ChannelSocket lost) {
        guarded(() -> {
            if (socket == lost) {
                socket = null;
                moved();
            }
        });
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

    /// Whether {@link #offer} would take a frame now. Once it would not, the owner hears when that
    /// may have changed.
    boolean hasRoom() {
        return locked(this::canSend);
    }

    /// Sends one whole frame, if window and socket take it. Never blocks. Not to be mixed with
    /// {@link #output}, which keeps bytes back.
    boolean offer(int payloadType, Bytes payload) {
        return locked(() -> {
            boolean sends = canSend();
            if (sends) {
                transmit(payloadType, payload);
            }
            return sends;
        });
    }

    private void guarded(Runnable work) {
        var _ =
                locked(() -> {
                    work.run();
                    return true;
                });
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /// The same, but blocks until the frame has gone or the channel is closed.
    void send(int payloadType, Bytes payload) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && !canSend()) {
                outputMoved.await();
            }
            if (!closed) {
                transmit(payloadType, payload);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean canSend() {
        return !closed && !paused && outbox.hasRoom() && socket != null && socket.hasRoom();
    }

    private void transmit(int payloadType, Bytes payload) {
        Bytes wire = outbox.add(payloadType, payload, stamps.next());
        if (socket != null) {
            socket.binary(wire);
        }
        armResend();
    }

    /// The next frame of the client's, or nothing once the channel is closed. Blocks.
    Optional<Frame> input() throws InterruptedException {
        return input(FOREVER);
    }

    /// The same; nothing also if none comes for as long as `patience`.
    Optional<Frame> input(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            Optional<Frame> next = closed ? Optional.empty() : intake.next();
            while (!closed && next.isEmpty() && left > 0) {
                left = inputCame.awaitNanos(left);
                next = closed ? Optional.empty() : intake.next();
            }
            holdWhileFull();
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void holdWhileFull() {
        if (intake.mindChanged() && socket != null) {
            socket.hold(intake.isHeld());
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

    boolean isClosed() {
        return locked(() -> closed);
    }

    /// Changes whenever the client has acknowledged something or the socket has changed.
    long moves() {
        return locked(() -> moves);
    }

    private void moved() {
        moves++;
        outputMoved.signalAll();
    }

    /// Tells the service (not the client) how the session stands.
    void announce(AgentSessionState state) {
        guarded(() -> send(Frames.agentSessionState(state, stamps.id(), stamps.clock().millis())));
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
        guarded(() -> {
            closed = true;
            if (socket != null) {
                socket.close();
                socket = null;
            }
            outputMoved.signalAll();
            inputCame.signalAll();
        });
    }

    /// The socket has room again.
    void idle() {
        guarded(() -> pump(false));
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
        Inbox.Arrival arrival = intake.offer(frame);
        if (arrival != Inbox.Arrival.REFUSED) {
            send(Frames.acknowledge(frame, stamps.id(), stamps.clock().millis()));
        }
        if (arrival == Inbox.Arrival.FRESH) {
            inputCame.signalAll();
            holdWhileFull();
            // At once and out of turn: a program that does not read must still see its window grow.
            if (intake.isNewestSize(frame)) {
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
            owner.outputMoved();
        }
        armResend();
    }

    /// Half a character that never gets its rest (a file in Latin-1, say) goes out as it is.
    private void armTail() {
        if (pending.size() > 0 && !tailArmed) {
            tailArmed = true;
            schedule(
                    TAIL_PATIENCE.toNanos(),
                    () -> {
                        tailArmed = false;
                        pump(true);
                    });
        }
    }

    private void armResend() {
        OptionalLong due = outbox.nextDue();
        if (due.isPresent() && !resendArmed && !paused) {
            resendArmed = true;
            long pause = Math.max(due.getAsLong() - stamps.nanos(), MIN_RESEND_PAUSE.toNanos());
            schedule(pause, this::resend);
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
        var ignored = timer.schedule(() -> guarded(action), nanos, TimeUnit.NANOSECONDS);
    }
}
