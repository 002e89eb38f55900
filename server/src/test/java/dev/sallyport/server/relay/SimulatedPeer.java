package dev.sallyport.server.relay;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Acknowledge;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.MessageTypes;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// One end that behaves as the stock programs do, with their slips: it resends only its oldest
/// frame, it loses an acknowledgement that comes back before it has noted the frame, and the client
/// never acknowledges a frame twice.
final class SimulatedPeer {
    /// Where frames go.
    interface Line {
        void send(Bytes wire);
    }

    private static final Duration SCAN = Duration.ofMillis(100);
    private static final long RESEND_MILLIS = 200;

    private final boolean node;
    private final FakeLoop loop;
    private final Line line;
    private final NavigableMap<Long, Bytes> unacknowledged = new TreeMap<>();
    private final Map<Long, Long> sentAt = new TreeMap<>();
    private final NavigableMap<Long, Frame> early = new TreeMap<>();
    private final StringBuilder received = new StringBuilder();
    private long nextOut;
    private long nextIn;
    private boolean paused;
    int mostResends;
    private final Map<Long, Integer> resends = new TreeMap<>();

    SimulatedPeer(boolean node, FakeLoop loop, Line line) {
        this.node = node;
        this.loop = loop;
        this.line = line;
        loop.schedule(this::scan, SCAN);
    }

    String received() {
        return received.toString();
    }

    boolean isSettled() {
        return unacknowledged.isEmpty() && early.isEmpty();
    }

    boolean isPaused() {
        return paused;
    }

    void reconnected() {
        paused = false;
    }

    void say(String text) {
        long sequence = nextOut++;
        Bytes wire = node ? Wire.output(sequence, text) : Wire.input(sequence, text);
        line.send(wire);
        // Noted only after it is on the wire, as the stock programs do.
        loop.schedule(() -> note(sequence, wire), Duration.ofNanos(300_000));
    }

    private void note(long sequence, Bytes wire) {
        unacknowledged.put(sequence, wire);
        sentAt.put(sequence, loop.elapsedMillis());
    }

    private void scan() {
        if (!unacknowledged.isEmpty() && !(node && paused)) {
            long oldest = unacknowledged.firstKey();
            if (loop.elapsedMillis() - sentAt.get(oldest) > RESEND_MILLIS) {
                line.send(unacknowledged.get(oldest));
                if (node) {
                    sentAt.put(oldest, loop.elapsedMillis());
                }
                mostResends = Math.max(mostResends, resends.merge(oldest, 1, Integer::sum));
            }
        }
        loop.schedule(this::scan, SCAN);
    }

    void hear(Bytes wire) {
        Frame frame = Wire.unchecked(() -> FrameCodec.decode(wire));
        switch (frame.type()) {
            case MessageTypes.ACKNOWLEDGE -> {
                paused = false;
                unacknowledged.remove(
                        Wire.unchecked(() -> Acknowledge.decode(frame.payload())).sequence());
            }
            case MessageTypes.PAUSE_PUBLICATION -> paused = true;
            case MessageTypes.START_PUBLICATION -> paused = false;
            case MessageTypes.INPUT_STREAM_DATA, MessageTypes.OUTPUT_STREAM_DATA -> {
                paused = false;
                take(frame, wire);
            }
            default -> throw new AssertionError(frame.type());
        }
    }

    private void take(Frame frame, Bytes wire) {
        if (frame.sequence() < nextIn) {
            if (node) {
                line.send(Wire.ack(wire));
            }
            return;
        }
        line.send(Wire.ack(wire));
        early.put(frame.sequence(), frame);
        while (early.containsKey(nextIn)) {
            received.append(early.remove(nextIn).payload().toUtf8());
            nextIn++;
        }
    }
}
