package dev.sallyport.server.relay;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.server.relay.Alarms.Due;
import dev.sallyport.server.relay.EndCause.NodeFailed;
import dev.sallyport.server.relay.EndCause.NodeFinished;
import dev.sallyport.server.relay.EndCause.RecordingFailed;
import java.time.Duration;

/// The end of a session, in order: what the node has sent reaches the client, both are told, both
/// get a moment to leave, then their sockets are closed.
///
/// A stock client leaves only when it is told; a stock node whose session is forgotten keeps its
/// shell for ever.
final class Ending {
    enum Phase {
        /// Frames pass.
        OPEN,

        /// The node has finished: its last frames pass.
        FINISHING,

        /// Nothing new passes; both ends are being told.
        CLOSING,

        CLOSED
    }

    /// What an ending needs done around it.
    interface Host {
        /// The last count of what was carried.
        void lastCount();

        /// Both ends were told.
        void ended(EndCause cause);

        /// Both ends have left.
        void closed();
    }

    // Until then what is in front of `channel_closed` may hold it up.
    private static final Duration FLUSH = Duration.ofSeconds(1);

    private final Core core;
    private final Notices notices;
    private final Host host;
    private Phase phase = Phase.OPEN;
    private EndCause cause = new NodeFinished("");
    private boolean nodeDone;
    private boolean told;

    Ending(Core core, Notices notices, Host host) {
        this.core = core;
        this.notices = notices;
        this.host = host;
    }

    Phase phase() {
        return phase;
    }

    /// Whether frames still pass.
    boolean isRelaying() {
        return phase == Phase.OPEN || phase == Phase.FINISHING;
    }

    /// The node says it sends nothing more.
    void nodeDone(long now) {
        nodeDone = true;
        finish(new NodeFinished(""), now);
    }

    void end(EndCause why, long now) {
        if (why instanceof NodeFinished || why instanceof NodeFailed) {
            finish(why, now);
        } else {
            close(why, now);
        }
    }

    private void finish(EndCause why, long now) {
        if (phase == Phase.FINISHING && cause.text().isEmpty()) {
            // The node's own words come after its last frame, on another socket.
            cause = why;
        }
        if (phase == Phase.OPEN) {
            phase = Phase.FINISHING;
            cause = why;
            core.alarms().clearAll();
            core.alarms().set(Due.DRAINED, now + core.config().waits().drain().toNanos());
        }
    }

    void close(EndCause why, long now) {
        if (!isRelaying()) {
            return;
        }
        phase = Phase.CLOSING;
        cause = why;
        core.alarms().clearAll();
        host.lastCount();
        core.mark("ended: " + why.label() + (why.text().isEmpty() ? "" : ": " + why.text()));
        core.node().hold(false);
        core.client().hold(false);
        closeNode(now);
        closeClient(now);
    }

    private void closeNode(long now) {
        core.up().clear();
        boolean leavesByItself = cause instanceof NodeFinished || cause instanceof NodeFailed;
        if (!leavesByItself) {
            // On the node this cancels what runs; one that finishes may still upload its logs.
            core.node().send(notices.channelClosed(core.plan(), ""));
        }
        core.alarms().set(Due.NODE_LEFT, now + core.config().waits().close().toNanos());
    }

    private void closeClient(long now) {
        if (cause instanceof RecordingFailed) {
            core.down().clear();
        }
        core.down().enqueue(Item.notice(goodbye(), now));
        core.alarms().set(Due.FLUSHED, now + FLUSH.toNanos());
    }

    /// Tells a socket that comes too late.
    void turnAway(Attachment attachment) {
        attachment.send(goodbye());
        attachment.close();
    }

    private Bytes goodbye() {
        return notices.channelClosed(core.plan(), cause.text());
    }

    void due(Due due, long now) {
        switch (due) {
            case DRAINED -> close(cause, now);
            case FLUSHED -> {
                core.down().clear();
                core.client().send(goodbye());
            }
            case CLIENT_LEFT -> leave(core.client());
            case NODE_LEFT -> {
                core.node().send(notices.channelClosed(core.plan(), ""));
                leave(core.node());
            }
            case IDLE, MAXIMUM, CLIENT_WINDOW, NODE_WINDOW, LANES, COUNTS ->
                    throw new IllegalArgumentException(due.name());
        }
    }

    private static void leave(Side side) {
        side.close();
        side.detach();
    }

    /// Goes a step further if the time has come.
    void check(long now) {
        boolean nodeSilent = nodeDone || !core.node().isAttached();
        if (phase == Phase.FINISHING && nodeSilent && core.down().isSettled()) {
            close(cause, now);
        }
        if (phase == Phase.CLOSING) {
            checkClosing(now);
        }
    }

    private void checkClosing(long now) {
        if (!told && (core.down().isQueueEmpty() || !core.client().isAttached())) {
            told = true;
            core.alarms().clear(Due.FLUSHED);
            core.alarms().set(Due.CLIENT_LEFT, now + core.config().waits().close().toNanos());
            host.ended(cause);
        }
        if (told && !core.client().isAttached() && !core.node().isAttached()) {
            close();
        }
    }

    /// Ends everything here at once; the ends are not told.
    void close() {
        if (phase == Phase.CLOSED) {
            return;
        }
        phase = Phase.CLOSED;
        leave(core.client());
        leave(core.node());
        core.alarms().clearAll();
        core.alarms().cancel();
        core.plan().tap().close();
        host.closed();
    }
}
