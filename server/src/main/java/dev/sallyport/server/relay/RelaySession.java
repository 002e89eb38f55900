package dev.sallyport.server.relay;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Acknowledge;
import dev.sallyport.protocol.channel.AgentSessionState;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.MalformedFrameException;
import dev.sallyport.protocol.channel.MalformedMessageException;
import dev.sallyport.protocol.channel.MessageTypes;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.server.relay.Alarms.Due;
import dev.sallyport.server.relay.Attachment.End;
import dev.sallyport.server.relay.EndCause.ClientFinished;
import dev.sallyport.server.relay.EndCause.ClientLost;
import dev.sallyport.server.relay.EndCause.IdleTimeout;
import dev.sallyport.server.relay.EndCause.MaximumReached;
import dev.sallyport.server.relay.EndCause.NodeLost;
import dev.sallyport.server.relay.EndCause.Terminated;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One session: an actor that runs on one loop. {@link #submit}, {@link #stored} and {@link
/// #tapFailed} may be called from any thread, all else only from submitted tasks.
final class RelaySession implements Lane.Host, Ending.Host {
    /// What a session shares with others or was made for it.
    record Surroundings(
            RelayConfig config,
            RelayLoop loop,
            LongSupplier nanos,
            Notices notices,
            Reports reports,
            Runnable onClosed) {}

    private static final Logger LOG = LoggerFactory.getLogger(RelaySession.class);
    private static final int ACKNOWLEDGE_LIMIT = 1024;
    private static final Bytes TERMINATE = Bytes.ofHex("00000002");
    private static final Duration COUNT_EVERY = Duration.ofSeconds(5);
    // Enough for the node to end by itself what the client has asked it to end.
    private static final Duration AFTER_GOODBYE = Duration.ofSeconds(1);

    private final SessionPlan plan;
    private final Surroundings around;
    private final Mailbox mailbox;
    private final HoldBack holdBack;
    private final Core core;
    private final Traffic traffic;
    private final Ending ending;
    private final Voice voice;
    private final AtomicBoolean waking = new AtomicBoolean();
    private boolean goodbye;
    private boolean paused;
    private boolean clientWasHere;
    private boolean nodeWasHere;

    RelaySession(SessionPlan plan, Surroundings around) {
        this.plan = plan;
        this.around = around;
        this.mailbox = new Mailbox(around.loop()::execute, this::settle, this::bug);
        RelayConfig config = around.config();
        this.holdBack = new HoldBack(plan.kind().isMultiplexed(), config.waits().holdBack());
        HoldBack none = new HoldBack(false, Duration.ZERO);
        Side client = new Side();
        Side node = new Side();
        this.core =
                new Core(
                        plan,
                        config,
                        client,
                        node,
                        new Lane(Direction.DOWN, plan, around, client, holdBack, this),
                        new Lane(Direction.UP, plan, around, node, none, this),
                        new Alarms(around.loop(), () -> submit(this::ring)));
        this.traffic = new Traffic(plan.kind(), now());
        this.ending = new Ending(core, around.notices(), this);
        this.voice = new Voice(plan, core.down());
    }

    /// Starts the clocks.
    void start(Instant wallClock) {
        SessionLimits limits = plan.limits();
        core.alarms().set(Due.IDLE, now() + limits.idle().toNanos());
        core.alarms().set(Due.CLIENT_WINDOW, now() + limits.clientWindow().toNanos());
        limits.maximum()
                .map(limit -> limit.minus(Duration.between(plan.started(), wallClock)))
                .ifPresent(left -> core.alarms().set(Due.MAXIMUM, now() + left.toNanos()));
    }

    void submit(Runnable task) {
        mailbox.add(task);
    }

    Attachment attachment(End end, Leg leg) {
        return new Attachment(end, leg, this, around.config().queueBytes());
    }

    void attached(Attachment attachment) {
        if (!ending.isRelaying()) {
            ending.turnAway(attachment);
            return;
        }
        core.side(attachment.end).attach(attachment);
        core.laneTo(attachment.end).restart();
        switch (attachment.end) {
            case CLIENT -> clientAttached();
            case NODE -> nodeAttached();
        }
    }

    private void clientAttached() {
        core.alarms().clear(Due.CLIENT_WINDOW);
        if (clientWasHere) {
            core.mark("client connected");
        } else if (!core.node().isAttached() && ending.phase() == Ending.Phase.OPEN) {
            // The node is sent for only now.
            setNodeWindow();
        }
        clientWasHere = true;
        if (paused) {
            paused = false;
            core.up().enqueue(Item.notice(around.notices().start(), now()));
        }
        around.reports().send(events -> events.clientAttached(plan.session()));
    }

    private void nodeAttached() {
        core.alarms().clear(Due.NODE_WINDOW);
        if (nodeWasHere) {
            core.mark("node connected");
        }
        nodeWasHere = true;
        paused = false;
        pauseWithoutClient();
        around.reports().send(events -> events.nodeAttached(plan.session()));
    }

    void detached(Attachment attachment) {
        Side side = core.side(attachment.end);
        if (!side.isCurrent(attachment)) {
            return;
        }
        side.detach();
        switch (attachment.end) {
            case CLIENT -> clientDetached();
            case NODE -> nodeDetached();
        }
    }

    private void clientDetached() {
        around.reports().send(events -> events.clientDetached(plan.session()));
        if (ending.phase() == Ending.Phase.OPEN) {
            core.mark("client disconnected");
            pauseWithoutClient();
            Duration wait = goodbye ? AFTER_GOODBYE : plan.limits().clientWindow();
            core.alarms().set(Due.CLIENT_WINDOW, now() + wait.toNanos());
        }
    }

    private void nodeDetached() {
        around.reports().send(events -> events.nodeDetached(plan.session()));
        if (ending.phase() != Ending.Phase.OPEN) {
            return;
        }
        core.mark("node disconnected");
        if (goodbye) {
            ending.close(new ClientFinished(), now());
        } else {
            setNodeWindow();
        }
    }

    private void setNodeWindow() {
        core.alarms().set(Due.NODE_WINDOW, now() + plan.limits().nodeWindow().toNanos());
    }

    private void pauseWithoutClient() {
        if (plan.kind().mayPause() && core.node().isAttached() && !core.client().isAttached()) {
            paused = true;
            core.up().enqueue(Item.notice(around.notices().pause(), now()));
        }
    }

    void frame(Attachment from, Bytes wire) {
        if (!core.side(from.end).isCurrent(from) || !ending.isRelaying()) {
            return;
        }
        try {
            if (wire.size() > around.config().frameBytes()) {
                throw new MalformedMessageException("frame: " + wire.size() + " bytes");
            }
            route(from, FrameCodec.decode(wire), wire);
        } catch (MalformedFrameException | MalformedMessageException e) {
            malformed(from);
        }
    }

    private void route(Attachment from, Frame frame, Bytes wire) throws MalformedMessageException {
        String stream =
                from.end == End.NODE
                        ? MessageTypes.OUTPUT_STREAM_DATA
                        : MessageTypes.INPUT_STREAM_DATA;
        if (frame.type().equals(stream)
                && frame.sequence() >= 0
                && plan.kind().mayCarry(from.end == End.NODE, frame.payloadType())) {
            core.laneFrom(from.end).take(frame, wire, now());
        } else if (frame.type().equals(MessageTypes.ACKNOWLEDGE)) {
            acknowledged(from, frame, wire);
        } else if (from.end == End.NODE && frame.type().equals(MessageTypes.AGENT_SESSION_STATE)) {
            nodeState(AgentSessionState.decode(frame.payload()));
        } else {
            throw new MalformedMessageException("message type not allowed here");
        }
    }

    private void acknowledged(Attachment from, Frame frame, Bytes wire)
            throws MalformedMessageException {
        if (frame.payload().size() > ACKNOWLEDGE_LIMIT) {
            throw new MalformedMessageException("acknowledgement: too long");
        }
        Acknowledge given = Acknowledge.decode(frame.payload());
        long sequence = given.sequence();
        Lane lane = core.laneTo(from.end);
        long notBefore = now();
        if (from.end == End.CLIENT) {
            // The stock node sends first and remembers afterwards: an acknowledgement that is back
            // too soon finds nothing to settle, and the frame is repeated for ever.
            long delay = around.config().waits().ackDelay().toNanos();
            notBefore = lane.arrivalOf(sequence).map(at -> at + delay).orElse(notBefore);
        }
        if (!lane.acknowledge(sequence)) {
            throw new MalformedMessageException("acknowledgement of what was never sent");
        }
        OptionalLong original = lane.original(sequence);
        if (original.isPresent()) {
            long number = original.getAsLong();
            Bytes renumbered = number == sequence ? wire : Notices.renumbered(frame, given, number);
            core.laneFrom(from.end).enqueue(Item.acknowledgement(renumbered, number, notBefore));
        }
    }

    private void nodeState(AgentSessionState state) {
        if (state.state().equals(AgentSessionState.TERMINATING)) {
            ending.nodeDone(now());
        }
    }

    private void malformed(Attachment from) {
        from.malformed++;
        if (from.malformed == around.config().malformedFrames()) {
            LOG.atWarn()
                    .addKeyValue("session", plan.session())
                    .addKeyValue("end", from.end)
                    .log("socket closed: too many malformed frames");
            from.close();
        }
    }

    /// False if the line cannot be shown.
    boolean say(String text) {
        return ending.phase() == Ending.Phase.OPEN && voice.say(text, now());
    }

    void end(EndCause cause) {
        ending.end(cause, now());
    }

    /// Lets go of everything without a word to either end.
    void stop() {
        lastCount();
        ending.close();
    }

    private void ring() {
        core.alarms().rang();
        for (Due due : core.alarms().takeDue(now())) {
            due(due);
        }
    }

    private void due(Due due) {
        SessionLimits limits = plan.limits();
        switch (due) {
            case IDLE -> idle(limits.idle());
            case MAXIMUM -> ending.close(new MaximumReached(limits.maximum().orElseThrow()), now());
            case CLIENT_WINDOW ->
                    ending.close(
                            goodbye ? new ClientFinished() : new ClientLost(limits.clientWindow()),
                            now());
            case NODE_WINDOW -> ending.close(new NodeLost(limits.nodeWindow()), now());
            case COUNTS -> lastCount();
            case LANES -> {}
            case DRAINED, FLUSHED, CLIENT_LEFT, NODE_LEFT -> ending.due(due, now());
        }
    }

    private void idle(Duration limit) {
        long at = traffic.lastActivity() + limit.toNanos();
        if (at <= now()) {
            ending.close(new IdleTimeout(limit), now());
        } else {
            core.alarms().set(Due.IDLE, at);
        }
    }

    /// After every turn: sends what may go, holds sources that are too fast, sets the timer.
    private void settle() {
        long now = now();
        core.down().drain(now);
        core.up().drain(now);
        ending.check(now);
        if (ending.isRelaying()) {
            hold(core.node(), core.down());
            hold(core.client(), core.up());
        } else {
            // The goodbye that the check may have added, and what its sending means.
            core.down().drain(now);
            ending.check(now);
        }
        if (ending.phase() != Ending.Phase.CLOSED) {
            core.alarms()
                    .set(Due.LANES, Math.min(core.down().nextLook(now), core.up().nextLook(now)));
            core.alarms().arm(now);
        }
    }

    private void hold(Side source, Lane lane) {
        int high = around.config().queueBytes();
        source.hold(lane.queuedBytes() > (source.isHeld() ? high / 4 : high));
    }

    @Override
    public void accepted(Direction direction, Frame frame) {
        traffic.count(direction, frame, now());
        if (!plan.kind().isTerminal() && !core.alarms().isSet(Due.COUNTS)) {
            core.alarms().set(Due.COUNTS, now() + COUNT_EVERY.toNanos());
        }
        if (direction == Direction.DOWN) {
            voice.accepted(frame, now());
        } else {
            if (frame.payloadType() == PayloadTypes.HANDSHAKE_RESPONSE) {
                holdBack.responded(frame.sequence());
            } else if (frame.payloadType() == PayloadTypes.FLAG) {
                goodbye |= frame.payload().equals(TERMINATE);
            }
        }
    }

    @Override
    public void answer(Direction direction, Frame frame) {
        Lane back = direction == Direction.DOWN ? core.up() : core.down();
        back.enqueue(Item.notice(around.notices().acknowledge(frame), now()));
    }

    @Override
    public void stored() {
        if (waking.compareAndSet(false, true)) {
            submit(() -> waking.set(false));
        }
    }

    @Override
    public void tapFailed(EndCause cause) {
        submit(() -> ending.close(cause, now()));
    }

    @Override
    public void lastCount() {
        if (!plan.kind().isTerminal() && traffic.hasChanged()) {
            core.count(traffic.counted());
        }
    }

    @Override
    public void ended(EndCause cause) {
        around.reports().send(events -> events.ended(plan.session(), cause));
    }

    @Override
    public void closed() {
        around.onClosed().run();
    }

    private void bug(RuntimeException e) {
        LOG.error("relay session failed", e);
        submit(() -> ending.close(new Terminated("Session ended: internal error."), now()));
    }

    private long now() {
        return around.nanos().getAsLong();
    }
}
