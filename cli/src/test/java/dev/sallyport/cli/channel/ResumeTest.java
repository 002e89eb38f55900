package dev.sallyport.cli.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.channel.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A session over a network that does not hold.
@Timeout(120)
class ResumeTest {
    private static final Ticket TICKET = new Ticket("s-1", "t", URI.create("ws://node/"));

    private final AtomicLong slept = new AtomicLong();
    private final Stamps stamps =
            new Stamps(new Random(1), Clock.systemUTC(), () -> System.nanoTime() + slept.get());
    private final FakeSessionCalls service = new FakeSessionCalls();

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "line " + i + "\n")
                .collect(Collectors.joining());
    }

    /// Until everything has come and gone.
    private void run(UnreliableNode node, Counting guest) throws Exception {
        service.ticket = Optional.of(TICKET);
        ChannelClient client =
                new ChannelClient(TICKET, new Peers(service, node, stamps), Timing.USUAL, guest);
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        SessionEnd end = client.run();
                        guest.whole.completeExceptionally(new AssertionError(end));
                    } catch (Throwable e) {
                        guest.whole.completeExceptionally(e);
                    }
                });
        guest.whole.get(60, TimeUnit.SECONDS);
        client.leave();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void losesAndDoublesNothingHoweverOftenTheConnectionIsCut(long seed) throws Exception {
        UnreliableNode node = new UnreliableNode(seed, 40, 400, stamps);
        Counting guest = new Counting(400);

        run(node, guest);

        assertThat(guest.got.toString(StandardCharsets.UTF_8)).isEqualTo(lines(400));
        assertThat(node.heard()).isEqualTo(lines(400));
        assertThat(node.dialled()).isGreaterThan(5);
    }

    /// A laptop that was closed: its sockets look open, and nothing comes any more.
    @Test
    void goesOnWhereItWasAfterTenMinutesOfSleep() throws Exception {
        UnreliableNode node = new UnreliableNode(1, Integer.MAX_VALUE, 400, stamps);
        Counting guest = new Counting(400);
        guest.at(
                100,
                () -> {
                    node.sleep();
                    slept.addAndGet(Duration.ofMinutes(10).toNanos());
                });

        run(node, guest);

        assertThat(guest.got.toString(StandardCharsets.UTF_8)).isEqualTo(lines(400));
        assertThat(node.heard()).isEqualTo(lines(400));
        assertThat(node.dialled()).isEqualTo(2);
    }

    /// Types as many lines as it reads.
    private static final class Counting implements Guest {
        final CompletableFuture<Boolean> whole = new CompletableFuture<>();
        final ByteArrayOutputStream got = new ByteArrayOutputStream();
        private final int lines;
        private int received;
        private int typed;
        private int eventAt = -1;
        private Runnable event = () -> {};

        Counting(int lines) {
            this.lines = lines;
        }

        void at(int line, Runnable action) {
            eventAt = line;
            event = action;
        }

        @Override
        public boolean knows(String sessionType) {
            return true;
        }

        @Override
        public Optional<TerminalSize> size() {
            return Optional.empty();
        }

        @Override
        public void note(String text) {
            // Losses are told after a while.
        }

        @Override
        public Use begin(Purpose purpose, Channel channel) {
            return new Use() {
                @Override
                public boolean hasRoom() {
                    return true;
                }

                @Override
                public void received(int payloadType, Bytes payload) {
                    got.writeBytes(payload.toArray());
                    if (received++ == eventAt) {
                        event.run();
                    }
                }

                @Override
                public void tick() {
                    while (typed < lines && channel.hasRoom()) {
                        channel.send(PayloadTypes.OUTPUT, Bytes.ofUtf8("line " + typed++ + "\n"));
                    }
                    if (received == lines && typed == lines && channel.isDrained()) {
                        whole.complete(true);
                    }
                }

                @Override
                public void close() {
                    // Nothing is held.
                }
            };
        }
    }
}
