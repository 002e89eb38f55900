package dev.sallyport.protocol.channel;

import dev.sallyport.protocol.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The sending end of a stream: numbers frames, keeps each until it is acknowledged, and says which
/// to send again.
///
/// Not safe for use by several threads: hold one lock over {@link #add} **and** the send that
/// follows, or frames overtake each other. A frame is kept before its caller can send it, so an
/// acknowledgement can never come too early.
public final class Outbox {
    /// Of one call of {@link #due}, so that a long silence is not followed by a flood.
    private static final int MAX_RESENDS = 32;

    private final String type;
    private final int maxFrames;
    private final long maxBytes;
    private final SequencedMap<Long, Sent> unacknowledged = new TreeMap<>();
    private final RoundTrip roundTrip = new RoundTrip();
    private long nextSequence;
    private long bytes;

    private static final class Sent {
        final Bytes wire;
        final int payloadSize;
        long lastSent;
        int sends = 1;

        Sent(Bytes wire, int payloadSize, long now) {
            this.wire = wire;
            this.payloadSize = payloadSize;
            this.lastSent = now;
        }
    }

    /// `type` is the stream's message type; the limits are of what is not yet acknowledged.
    public Outbox(String type, int maxFrames, long maxBytes) {
        this.type = type;
        this.maxFrames = maxFrames;
        this.maxBytes = maxBytes;
    }

    /// Whether {@link #add} takes another frame. The limit in bytes may be passed by one frame.
    public boolean hasRoom() {
        return unacknowledged.size() < maxFrames && bytes < maxBytes;
    }

    public boolean isEmpty() {
        return unacknowledged.isEmpty();
    }

    /// The payload bytes sent and not acknowledged.
    public long unacknowledgedBytes() {
        return bytes;
    }

    /// Gives the next frame its number, keeps it, and returns what to send. The caller has looked
    /// at {@link #hasRoom}; an empty payload cannot be sent, peers choke on it.
    public Bytes add(int payloadType, Bytes payload, Stamp stamp) {
        if (!hasRoom()) {
            throw new IllegalStateException("outbox is full");
        }
        if (payload.isEmpty()) {
            throw new IllegalArgumentException("payload: empty");
        }
        Bytes wire =
                FrameCodec.encode(Frames.stream(type, nextSequence, payloadType, payload, stamp));
        unacknowledged.put(nextSequence, new Sent(wire, payload.size(), stamp.nanos()));
        nextSequence++;
        bytes += payload.size();
        return wire;
    }

    /// Forgets the frame of this number; false if it was not waiting (a repeated or made-up
    /// acknowledgement, which is harmless).
    public boolean acknowledged(long sequence, long nowNanos) {
        Sent sent = unacknowledged.remove(sequence);
        if (sent == null) {
            return false;
        }
        bytes -= sent.payloadSize;
        // Karn's rule: of a frame sent twice nobody knows which copy was acknowledged.
        if (sent.sends == 1) {
            roundTrip.sample(nowNanos - sent.lastSent);
        }
        return true;
    }

    /// The frames to send again now, oldest first. Each is taken as sent by this call.
    public List<Bytes> due(long nowNanos) {
        List<Bytes> due = new ArrayList<>();
        for (Sent sent : unacknowledged.values()) {
            if (due.size() == MAX_RESENDS) {
                break;
            }
            if (nowNanos - dueAt(sent) >= 0) {
                sent.lastSent = nowNanos;
                sent.sends++;
                due.add(sent.wire);
            }
        }
        return due;
    }

    /// When {@link #due} next has something, or empty while nothing waits. The oldest frames
    /// decide: later ones cannot be due much earlier.
    public OptionalLong nextDue() {
        return unacknowledged.values().stream()
                .limit(MAX_RESENDS)
                .mapToLong(Outbox.this::dueAt)
                .reduce((a, b) -> a - b <= 0 ? a : b);
    }

    /// Everything not acknowledged, oldest first, for a socket that has just been opened in place
    /// of a lost one.
    public List<Bytes> resendAll(long nowNanos) {
        List<Bytes> all = new ArrayList<>(unacknowledged.size());
        for (Sent sent : unacknowledged.values()) {
            sent.lastSent = nowNanos;
            sent.sends =
                    2; // more than one, so that Karn's rule holds; not more, so that it is prompt
            all.add(sent.wire);
        }
        return all;
    }

    private long dueAt(Sent sent) {
        return sent.lastSent + roundTrip.timeout(sent.sends);
    }
}
