package dev.sallyport.protocol.channel;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The receiving end of a stream: puts frames into order, each once.
///
/// Bounded in frames and bytes. What does not fit is neither kept nor acknowledged, so the sender
/// tries again; the frame that is due next always fits, or a full inbox would wait for ever. Not
/// safe for use by several threads.
public final class Inbox {
    /// What became of a frame.
    public enum Arrival {
        /// Kept: acknowledge it, then look at {@link Inbox#next}.
        FRESH,
        /// Had before. Acknowledge it again: the first acknowledgement may be lost.
        REPEATED,
        /// No room, or no number a sender could use yet. Do not acknowledge.
        REFUSED
    }

    private final int maxFrames;
    private final long maxBytes;
    private final Map<Long, Frame> waiting = new HashMap<>();
    private long nextSequence;
    private long bytes;

    public Inbox(int maxFrames, long maxBytes) {
        this.maxFrames = maxFrames;
        this.maxBytes = maxBytes;
    }

    public Arrival offer(Frame frame) {
        long sequence = frame.sequence();
        if (sequence < 0 || sequence - nextSequence >= maxFrames) {
            return Arrival.REFUSED;
        }
        if (sequence < nextSequence || waiting.containsKey(sequence)) {
            return Arrival.REPEATED;
        }
        int size = frame.payload().size();
        if (sequence != nextSequence && bytes + size > maxBytes) {
            return Arrival.REFUSED;
        }
        waiting.put(sequence, frame);
        bytes += size;
        return Arrival.FRESH;
    }

    /// The payload bytes kept and not taken out.
    public long unreadBytes() {
        return bytes;
    }

    public int unreadFrames() {
        return waiting.size();
    }

    /// Takes out the next frame in order, if it has come.
    public Optional<Frame> next() {
        Frame frame = waiting.remove(nextSequence);
        if (frame == null) {
            return Optional.empty();
        }
        nextSequence++;
        bytes -= frame.payload().size();
        return Optional.of(frame);
    }
}
