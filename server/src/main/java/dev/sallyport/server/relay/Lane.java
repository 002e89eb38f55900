package dev.sallyport.server.relay;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.server.relay.Order.Arrival;
import dev.sallyport.server.relay.TapEvent.Missed;
import dev.sallyport.server.relay.TapEvent.Repeated;
import dev.sallyport.server.relay.TapEvent.Said;
import dev.sallyport.server.relay.TapEvent.Sealed;
import dev.sallyport.server.relay.TapEvent.Streamed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/// One direction of a session: takes frames from its source, has them stored, and sends them on in
/// order, with the acknowledgements and notices that go the same way, and now and then a stream
/// frame of the server's own in between. Session's loop only, but for the tap's answers.
///
/// The source's frames have its own numbers up to {@link #order}, and the target's from the window
/// on.
final class Lane implements TapResult {
    /// What a lane tells its session.
    interface Host {
        /// A stream frame was seen for the first time.
        void accepted(Direction direction, Frame frame);

        /// The far end has this frame already: its sender must hear so.
        void answer(Direction direction, Frame frame);

        /// The tap has answered. Called from any thread.
        void stored();

        /// The tap has failed, or will not have what came. Called from any thread.
        void tapFailed(EndCause cause);
    }

    // A session whose permission comes and goes is no reason to keep numbers without end.
    private static final int MOST_SAID = 100;
    private static final int MOST_PENDING = 8;

    private final Direction direction;
    private final boolean kept;
    private final boolean sealed;
    private final Tap tap;
    private final Side target;
    private final HoldBack holdBack;
    private final Host host;
    private final Notices notices;
    private final Order order;
    private final Numbering numbering = new Numbering();
    private final Window window;
    private final Repeats repeats;
    private final Deque<Item> queue = new ArrayDeque<>();
    private final AtomicLong stored = new AtomicLong();
    private long tickets;
    private long queuedBytes;

    Lane(
            Direction direction,
            SessionPlan plan,
            RelaySession.Surroundings around,
            Side target,
            HoldBack holdBack,
            Host host) {
        this.direction = direction;
        this.kept = plan.kind().isTerminal();
        this.sealed = plan.kind().isSsh();
        this.tap = plan.tap();
        this.target = target;
        this.holdBack = holdBack;
        this.host = host;
        this.notices = around.notices();
        RelayConfig config = around.config();
        this.order = new Order(tap.position().next(direction), config.reorderBytes());
        this.window = new Window(config.windowBytes(plan.kind()));
        this.repeats = new Repeats(window, direction);
        tap.position().said(direction).forEach(this::restore);
    }

    /// What an earlier run has said: it may have died before the client had it.
    private void restore(Said said) {
        numbering.restore(said.sequence());
        Item item = speak(said.sequence(), said.payload(), 0);
        item.sent = true;
    }

    /// Puts a frame of the server's own behind all that has come in so far, whether or not the
    /// target is there.
    ///
    /// @return false if the target has too many already
    boolean say(Bytes line, long now) {
        if (numbering.count() >= MOST_SAID || repeats.pending() >= MOST_PENDING) {
            return false;
        }
        long number = numbering.insert(order.next());
        tap.record(new Said(number, line), this);
        tickets++;
        enqueue(speak(number, line, now));
        return true;
    }

    private Item speak(long number, Bytes line, long now) {
        Item item = Item.said(number, notices.output(number, line), tickets, now);
        window.add(item);
        repeats.add(item);
        return item;
    }

    /// Takes a stream frame from the source. What is not recorded needs no order: the ends put
    /// their frames in order themselves.
    void take(Frame frame, Bytes wire, long now) {
        long sequence = frame.sequence();
        if (!kept) {
            if (!repeat(frame, now)) {
                accept(frame, wire, 0, now);
            }
        } else if (sequence < order.next()) {
            if (!repeat(frame, now)) {
                again(frame, wire, now);
            }
        } else if (sequence > order.next()) {
            order.keep(new Arrival(frame, wire), now);
            skipLost(now);
        } else {
            acceptNext(frame, wire, now);
        }
        acceptEarly(now);
    }

    private void acceptNext(Frame frame, Bytes wire, long now) {
        order.advance(now);
        tap.record(
                isSealed(frame)
                        ? new Sealed(direction, frame.payload().size())
                        : new Streamed(direction, frame.payloadType(), frame.payload()),
                this);
        accept(frame, wire, ++tickets, now);
    }

    private boolean isSealed(Frame frame) {
        return sealed && frame.payloadType() == PayloadTypes.OUTPUT;
    }

    private void acceptEarly(long now) {
        Optional<Arrival> due = order.takeNext();
        while (due.isPresent()) {
            Arrival arrival = due.orElseThrow();
            acceptNext(arrival.frame(), arrival.wire(), now);
            due = order.takeNext();
        }
    }

    private void accept(Frame frame, Bytes wire, long ticket, long now) {
        goOn(frame, wire, ticket, now);
        host.accepted(direction, frame);
    }

    /// A frame whose number was seen before the server started or has been forgotten since. Its
    /// content is recorded once more, or a peer could send other bytes under an old number.
    private void again(Frame frame, Bytes wire, long now) {
        tap.record(
                new Repeated(
                        direction,
                        frame.sequence(),
                        frame.payloadType(),
                        isSealed(frame) ? Bytes.EMPTY : frame.payload()),
                this);
        goOn(frame, wire, ++tickets, now);
    }

    private void goOn(Frame frame, Bytes wire, long ticket, long now) {
        long number = numbering.toTarget(frame.sequence());
        Bytes renumbered = number == frame.sequence() ? wire : FrameCodec.renumber(wire, number);
        Item item = Item.stream(frame, number, renumbered, ticket, now);
        window.add(item);
        if (kept && direction == Direction.UP && number == 0) {
            repeats.add(item);
        }
        enqueue(item);
    }

    private void skipLost(long now) {
        long count = order.lost(now);
        if (count > 0) {
            tap.record(new Missed(direction, order.next(), count), this);
            tickets++;
            order.skip(count, now);
        }
    }

    /// Handles a frame that is known. What goes on, if anything, is the first copy.
    ///
    /// @return false if it is not known
    private boolean repeat(Frame frame, long now) {
        long number = numbering.toTarget(frame.sequence());
        if (window.isAcknowledged(number)) {
            host.answer(direction, frame);
            return true;
        }
        Optional<Item> known = window.find(number);
        if (known.isEmpty()) {
            return false;
        }
        Item item = known.orElseThrow();
        if (mayAnswer(item, now)) {
            host.answer(direction, frame);
        } else if (!item.queued && target.isAttached()) {
            enqueue(item);
        }
        return true;
    }

    /// Whether the relay may say that a frame has arrived although the client has not. A stock
    /// plugin acknowledges a frame once; if that is lost, a stock node repeats the frame for ever
    /// and none of the ones behind it.
    private boolean mayAnswer(Item item, long now) {
        if (direction == Direction.UP) {
            return false;
        }
        if (window.isSurelyReceived(item, now)) {
            window.settle(item.sequence);
            return true;
        }
        if (order.hasGap() && window.isProbablyReceived(item, now)) {
            // Everything stands still behind this frame, so there will be no later acknowledgement
            // to go by. It is kept for a client that comes back without it.
            item.answered = true;
        }
        return item.answered;
    }

    /// The target has acknowledged a frame of this lane.
    ///
    /// @return false if it cannot have received it
    boolean acknowledge(long number) {
        Optional<Item> item = window.find(number);
        boolean received =
                item.map(known -> known.sent)
                        .orElse(!kept || number < numbering.toTarget(order.next()));
        if (received) {
            window.acknowledge(number);
        }
        return received;
    }

    /// The number that the source gave the frame; empty if it is the server's own.
    OptionalLong original(long number) {
        return numbering.isOwn(number)
                ? OptionalLong.empty()
                : OptionalLong.of(numbering.toSource(number));
    }

    /// When the frame came in; empty if it was long ago.
    Optional<Long> arrivalOf(long number) {
        return window.find(number).map(item -> item.arrived);
    }

    void enqueue(Item item) {
        item.queued = true;
        queue.add(item);
        queuedBytes += item.size();
    }

    /// The target has a new socket: what it has not acknowledged goes first.
    void restart() {
        List<Item> again = window.restart();
        for (Item item : again.reversed()) {
            item.queued = true;
            queue.addFirst(item);
            queuedBytes += item.size();
        }
    }

    /// Sends what may go now.
    void drain(long now) {
        if (target.isAttached()) {
            repeats.due(now).forEach(this::enqueue);
        }
        while (!queue.isEmpty() && target.canSend() && !holdBack.isQuiet(now)) {
            Optional<Item> item = next(now);
            if (item.isEmpty()) {
                break;
            }
            send(item.orElseThrow(), now);
        }
        window.trim(item -> numbering.isOwn(item.sequence));
    }

    private Optional<Item> next(long now) {
        Item head = queue.getFirst();
        if (holdBack.mustWait(head, now)) {
            return takeAwaited();
        }
        if (head.ticket > stored.get() || now < head.notBefore) {
            return Optional.empty();
        }
        return Optional.of(queue.removeFirst());
    }

    private Optional<Item> takeAwaited() {
        for (Iterator<Item> items = queue.iterator(); items.hasNext(); ) {
            Item item = items.next();
            if (holdBack.isAwaited(item)) {
                items.remove();
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    private void send(Item item, long now) {
        item.queued = false;
        queuedBytes -= item.size();
        item.firstSent = item.copies == 0 ? now : item.firstSent;
        item.copies++;
        item.sent = true;
        repeats.sent(item, now);
        target.send(item.wire);
        holdBack.sent(item, now);
    }

    /// When {@link #drain} should be called again although nothing new has come.
    long nextLook(long now) {
        if (!target.isAttached()) {
            return Long.MAX_VALUE;
        }
        if (queue.isEmpty()) {
            return repeats.nextLook();
        }
        long head = queue.getFirst().notBefore;
        long due = Math.min(repeats.nextLook(), now < head ? head : Long.MAX_VALUE);
        return Math.min(holdBack.nextLook(now), due);
    }

    /// Drops what waits, which then never goes on.
    void clear() {
        queue.clear();
        queuedBytes = 0;
    }

    long queuedBytes() {
        return queuedBytes;
    }

    boolean isQueueEmpty() {
        return queue.isEmpty();
    }

    /// Whether everything that came in has gone out and was acknowledged.
    boolean isSettled() {
        return queue.isEmpty() && window.isSettled() && !order.hasGap();
    }

    @Override
    public void stored() {
        stored.incrementAndGet();
        host.stored();
    }

    @Override
    public void failed(String reason) {
        host.tapFailed(new EndCause.RecordingFailed(reason));
    }

    @Override
    public void refused(String reason) {
        host.tapFailed(new EndCause.Malformed(reason));
    }
}
