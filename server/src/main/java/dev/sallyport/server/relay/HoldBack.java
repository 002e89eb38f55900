package dev.sallyport.server.relay;

import dev.sallyport.protocol.channel.PayloadTypes;
import java.time.Duration;

/// The silence that a client needs around the end of the handshake of a forwarded port.
///
/// The stock plugin reads its socket before its multiplexer exists: any frame within milliseconds
/// after HandshakeComplete, even an acknowledgement, kills its reader and hangs the session. So the
/// acknowledgement of its response goes first, then HandshakeComplete, then nothing for a while.
final class HoldBack {
    // The acknowledgement follows HandshakeComplete within milliseconds if the node swaps the two.
    private static final long ACK_PATIENCE_NANOS = 1_000_000_000L;
    private static final long NEVER = -1;

    private final boolean needed;
    private final long silenceNanos;
    private long response = -1;
    private boolean answered;
    private boolean completed;
    private long waitingSince = NEVER;
    private long quietUntil = NEVER;

    HoldBack(boolean needed, Duration silence) {
        this.needed = needed;
        this.silenceNanos = silence.toNanos();
    }

    /// The client has sent its handshake response under this number.
    void responded(long sequence) {
        response = sequence;
    }

    boolean isQuiet(long now) {
        return now < quietUntil;
    }

    /// Whether this frame must wait for the one that {@link #isAwaited}.
    boolean mustWait(Item item, long now) {
        if (!needed || completed || !isComplete(item) || answered || response < 0) {
            return false;
        }
        if (waitingSince == NEVER) {
            waitingSince = now;
        }
        return now - waitingSince < ACK_PATIENCE_NANOS;
    }

    boolean isAwaited(Item item) {
        return response >= 0 && item.acknowledges == response;
    }

    void sent(Item item, long now) {
        if (isAwaited(item)) {
            answered = true;
        }
        if (needed && !completed && isComplete(item)) {
            completed = true;
            quietUntil = now + silenceNanos;
        }
    }

    /// When to look again, counted from any waiting there is.
    long nextLook(long now) {
        if (isQuiet(now)) {
            return quietUntil;
        }
        return waitingSince == NEVER || completed
                ? Long.MAX_VALUE
                : waitingSince + ACK_PATIENCE_NANOS;
    }

    private static boolean isComplete(Item item) {
        return item.isStream() && item.payloadType == PayloadTypes.HANDSHAKE_COMPLETE;
    }
}
