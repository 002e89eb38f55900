package dev.sallyport.protocol.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Inbox.Arrival;
import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// {@link Outbox} and {@link Inbox}, alone and at both ends of a bad line.
class ReliabilityTest {
    private static final long MILLI = 1_000_000;

    private final Outbox outbox = new Outbox("input_stream_data", 4, 100);
    private final Inbox inbox = new Inbox(4, 100);

    private static Stamp at(long millis) {
        return new Stamp(new UUID(0, 0), 1 + millis, millis * MILLI);
    }

    private static Frame frame(long sequence, String text) {
        return new Frame(
                "input_stream_data", 1, sequence, 0, new UUID(0, 0), 1, Bytes.ofUtf8(text));
    }

    private Bytes add(String text, long millis) {
        return outbox.add(PayloadTypes.OUTPUT, Bytes.ofUtf8(text), at(millis));
    }

    @Test
    void numbersFramesFromZero() throws Exception {
        assertThat(FrameCodec.decode(add("a", 0)).sequence()).isEqualTo(0);
        assertThat(FrameCodec.decode(add("b", 0)).sequence()).isEqualTo(1);
    }

    @Test
    void sendsAgainOnlyWhatTheTimeoutHasPassed() {
        Bytes first = add("a", 0);
        add("b", 150);

        assertThat(outbox.due(199 * MILLI)).isEmpty();
        assertThat(outbox.due(200 * MILLI)).containsExactly(first);
        assertThat(outbox.due(201 * MILLI)).isEmpty();
    }

    @Test
    void backsOffFrameByFrameButNeverGivesUp() {
        Bytes frame = add("a", 0);

        assertThat(outbox.due(200 * MILLI)).containsExactly(frame);
        assertThat(outbox.due(599 * MILLI)).isEmpty();
        assertThat(outbox.due(600 * MILLI)).containsExactly(frame);
        assertThat(outbox.due(1400 * MILLI)).containsExactly(frame);
        assertThat(outbox.due(2200 * MILLI)).containsExactly(frame);
    }

    @Test
    void waitsLongerOnASlowLine() {
        add("a", 0);
        outbox.acknowledged(0, 900 * MILLI);
        add("b", 1000);

        assertThat(outbox.nextDue()).hasValue(2000 * MILLI);
    }

    @Test
    void learnsNothingFromAFrameSentTwice() {
        add("a", 0);
        outbox.due(200 * MILLI);
        outbox.acknowledged(0, 5000 * MILLI);
        add("b", 5000);

        assertThat(outbox.nextDue()).hasValue(5200 * MILLI);
    }

    @Test
    void isFullOfFramesOrOfBytes() {
        add("x".repeat(99), 0);
        assertThat(outbox.hasRoom()).isTrue();
        add("x".repeat(99), 0);
        assertThat(outbox.hasRoom()).isFalse();
        assertThatThrownBy(() -> add("x", 0)).isInstanceOf(IllegalStateException.class);

        assertThat(outbox.acknowledged(1, 0)).isTrue();
        assertThat(outbox.unacknowledgedBytes()).isEqualTo(99);
        add("a", 0);
        assertThat(outbox.hasRoom()).isFalse();
        assertThat(outbox.acknowledged(0, 0)).isTrue();
        add("b", 0);
        add("c", 0);
        add("d", 0);
        assertThat(outbox.hasRoom()).isFalse();
    }

    @Test
    void shrugsAtAcknowledgementsOfNothing() {
        add("a", 0);

        assertThat(outbox.acknowledged(7, 0)).isFalse();
        assertThat(outbox.acknowledged(-1, 0)).isFalse();
        assertThat(outbox.acknowledged(0, 0)).isTrue();
        assertThat(outbox.acknowledged(0, 0)).isFalse();
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void sendsEverythingAgainOnANewSocket() {
        Bytes first = add("a", 0);
        Bytes second = add("b", 0);
        outbox.due(200 * MILLI);

        assertThat(outbox.resendAll(300 * MILLI)).containsExactly(first, second);
        assertThat(outbox.due(400 * MILLI)).isEmpty();
    }

    @Test
    void refusesToSendNothing() {
        assertThatThrownBy(() -> outbox.add(1, Bytes.EMPTY, at(0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// DC-13 and DC-14 at the receiver.
    @Test
    void putsFramesIntoOrderOnce() {
        assertThat(inbox.offer(frame(1, "b"))).isEqualTo(Arrival.FRESH);
        assertThat(inbox.next()).isEmpty();
        assertThat(inbox.offer(frame(1, "b"))).isEqualTo(Arrival.REPEATED);
        assertThat(inbox.offer(frame(0, "a"))).isEqualTo(Arrival.FRESH);

        assertThat(inbox.next()).contains(frame(0, "a"));
        assertThat(inbox.next()).contains(frame(1, "b"));
        assertThat(inbox.next()).isEmpty();
        assertThat(inbox.offer(frame(0, "a"))).isEqualTo(Arrival.REPEATED);
    }

    @Test
    void keepsNoMoreThanItsLimits() {
        assertThat(inbox.offer(frame(4, "x"))).isEqualTo(Arrival.REFUSED);
        assertThat(inbox.offer(frame(Long.MAX_VALUE, "x"))).isEqualTo(Arrival.REFUSED);
        assertThat(inbox.offer(frame(-1, "x"))).isEqualTo(Arrival.REFUSED);
        assertThat(inbox.offer(frame(1, "x".repeat(100)))).isEqualTo(Arrival.FRESH);
        assertThat(inbox.offer(frame(2, "x"))).isEqualTo(Arrival.REFUSED);
    }

    @Test
    void alwaysTakesTheFrameThatIsDueNext() {
        inbox.offer(frame(1, "x".repeat(100)));

        assertThat(inbox.offer(frame(0, "x".repeat(500)))).isEqualTo(Arrival.FRESH);
        assertThat(inbox.next()).isPresent();
        assertThat(inbox.next()).isPresent();
        assertThat(inbox.offer(frame(2, "x".repeat(100)))).isEqualTo(Arrival.FRESH);
    }

    /// Half of everything is lost, doubled or late; the bytes still come out once and in order, and
    /// neither end ever holds more than its limits.
    @Property(tries = 100)
    void bytesComeOutOnceAndInOrderOverABadLine(@ForAll long seed) throws Exception {
        BadLine line = new BadLine(new Random(seed));

        line.run();

        assertThat(Bytes.wrap(line.received.toByteArray()))
                .isEqualTo(Bytes.wrap(line.sent.toByteArray()));
        assertThat(line.sender.isEmpty()).isTrue();
    }

    /// A run that once ended with frames acknowledged and not yet read.
    @Test
    void theSlowReaderGetsTheLastFramesToo() throws Exception {
        bytesComeOutOnceAndInOrderOverABadLine(1_595_770);
    }

    private record Packet(long arrives, long order, boolean toReceiver, Bytes wire) {}

    /// Both ends, the line between them, and its clock.
    private static final class BadLine {
        private static final int FRAMES = 60;

        final Random random;
        final Outbox sender = new Outbox("output_stream_data", 8, 400);
        final Inbox receiver = new Inbox(6, 300);
        final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        final ByteArrayOutputStream received = new ByteArrayOutputStream();
        final PriorityQueue<Packet> onTheWay =
                new PriorityQueue<>(
                        Comparator.comparingLong(Packet::arrives).thenComparingLong(Packet::order));
        long now;
        long packets;

        BadLine(Random random) {
            this.random = random;
        }

        void run() throws Exception {
            int made = 0;
            while (made < FRAMES || !sender.isEmpty()) {
                assertThat(now).as("milliseconds").isLessThan(600_000);
                if (made < FRAMES && sender.hasRoom()) {
                    byte[] some = new byte[1 + random.nextInt(80)];
                    random.nextBytes(some);
                    sent.writeBytes(some);
                    put(true, sender.add(1, Bytes.wrap(some), at(now)));
                    made++;
                }
                sender.due(now * MILLI).forEach(wire -> put(true, wire));
                deliver();
                now += 5;
            }
            // Acknowledged is not read: the slow reader takes what still waits.
            for (Optional<Frame> rest = receiver.next(); rest.isPresent(); rest = receiver.next()) {
                receive(rest.orElseThrow());
            }
        }

        void put(boolean toReceiver, Bytes wire) {
            int copies = random.nextInt(10) < 3 ? 0 : random.nextInt(10) < 2 ? 2 : 1;
            for (int i = 0; i < copies; i++) {
                onTheWay.add(new Packet(now + random.nextInt(400), packets++, toReceiver, wire));
            }
        }

        void deliver() throws Exception {
            while (!onTheWay.isEmpty() && onTheWay.peek().arrives() <= now) {
                Packet packet = onTheWay.poll();
                Frame frame = FrameCodec.decode(packet.wire());
                if (!packet.toReceiver()) {
                    sender.acknowledged(
                            Acknowledge.decode(frame.payload()).sequence(), now * MILLI);
                } else if (receiver.offer(frame) != Arrival.REFUSED) {
                    put(
                            false,
                            FrameCodec.encode(Frames.acknowledge(frame, new UUID(0, 0), 1 + now)));
                    receiver.next().ifPresent(this::receive);
                }
            }
            // A slow reader: one frame each tick, so that the inbox fills at times.
            receiver.next().ifPresent(this::receive);
        }

        void receive(Frame frame) {
            received.writeBytes(frame.payload().toArray());
        }
    }
}
