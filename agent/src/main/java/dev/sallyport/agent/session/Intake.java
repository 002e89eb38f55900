package dev.sallyport.agent.session;

import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.Inbox;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.util.Optional;

/// What has come from the client and nobody has read yet, and whether that is too much. Guarded by
/// the lock of its channel.
final class Intake {
    /// Of input not yet read by the program: a paste of a few megabytes.
    private static final long MAX_BYTES = 4 << 20;

    private static final int MAX_FRAMES = 8192;

    private final Inbox inbox = new Inbox(MAX_FRAMES, MAX_BYTES);
    private final long holdAbove;
    private boolean held;
    private long newestSize = -1;

    /// Without a limit above which to hold the sender, what is too much is refused.
    Intake(long holdAbove) {
        this.holdAbove = holdAbove;
    }

    Inbox.Arrival offer(Frame frame) {
        return inbox.offer(frame);
    }

    Optional<Frame> next() {
        return inbox.next();
    }

    /// Whether this frame carries a later size of the terminal than all before.
    boolean isNewestSize(Frame frame) {
        boolean newest = frame.payloadType() == PayloadTypes.SIZE && frame.sequence() > newestSize;
        newestSize = newest ? frame.sequence() : newestSize;
        return newest;
    }

    boolean isHeld() {
        return held;
    }

    /// Decides anew whether the sender is to be held, and says whether that is another decision.
    /// Held, it is let go well below the limit, so that not every frame changes it.
    boolean mindChanged() {
        int share = held ? 4 : 1;
        boolean wanted =
                holdAbove < Long.MAX_VALUE
                        && (inbox.unreadBytes() > holdAbove / share
                                || inbox.unreadFrames() > MAX_FRAMES / 2 / share);
        boolean changed = wanted != held;
        held = wanted;
        return changed;
    }
}
