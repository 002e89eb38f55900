package dev.sallyport.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.relay.TapEvent.Said;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Stock peers on bad lines, a slow recorder and a server that dies now and then: what is said at
/// one end arrives at the other once, in order, and recorded before; and what the server says
/// itself arrives at the client once, where the recording has it.
class SoakTest {
    private static final SessionId SESSION = new SessionId("alice-0abc");
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    /// The world of one try.
    private static final class World {
        final FakeLoop loop = new FakeLoop();
        final Random random;
        final SimulatedPeer node;
        final SimulatedPeer client;
        final List<TapEvent> disk = new ArrayList<>();
        final StringBuilder typed = new StringBuilder();
        final StringBuilder printed = new StringBuilder();
        Cable nodeCable = new Cable(true);
        Cable clientCable = new Cable(false);
        Recorder recorder = new Recorder();
        Relay relay = newRelay();
        private int interjections;

        World(long seed) {
            random = new Random(seed);
            node = new SimulatedPeer(true, loop, wire -> nodeCable.up(wire));
            client = new SimulatedPeer(false, loop, wire -> clientCable.up(wire));
            plug(true);
            plug(false);
        }

        private Relay newRelay() {
            Relay fresh =
                    new Relay(
                            RelayConfig.usual(),
                            List.of(loop),
                            new Relay.Time(InstantSource.fixed(NOON), loop::nanos),
                            new SecureRandom(),
                            Runnable::run);
            SessionKind kind = SessionKind.shell();
            fresh.open(
                    new SessionPlan(
                            SESSION,
                            new NodeId("mi-0123456789abcdef0"),
                            kind,
                            SessionLimits.usual(kind),
                            NOON,
                            recorder,
                            new Rig()));
            return fresh;
        }

        void plug(boolean forNode) {
            Cable cable = new Cable(forNode);
            if (forNode) {
                nodeCable = cable;
                node.reconnected();
                cable.input = relay.attachNode(SESSION, cable);
            } else {
                clientCable = cable;
                cable.input = relay.attachClient(SESSION, cable);
            }
        }

        void cut(boolean forNode) {
            Cable cable = forNode ? nodeCable : clientCable;
            cable.dead = true;
            cable.input.ifPresent(LegInput::closed);
            long pause = 10L + random.nextInt(400);
            loop.schedule(() -> plug(forNode), Duration.ofMillis(pause));
        }

        void killServer() {
            nodeCable.dead = true;
            clientCable.dead = true;
            recorder.die();
            recorder = new Recorder();
            relay = newRelay();
            long pause = 10L + random.nextInt(400);
            loop.schedule(() -> plug(true), Duration.ofMillis(pause));
            loop.schedule(() -> plug(false), Duration.ofMillis(random.nextInt(800)));
        }

        void say() {
            String word = Integer.toString(random.nextInt(36), 36);
            if (random.nextBoolean()) {
                if (!node.isPaused()) {
                    printed.append(word);
                    node.say(word);
                }
            } else {
                typed.append(word);
                client.say(word);
            }
        }

        Duration latency() {
            return Duration.ofNanos(random.nextInt(3_000_000));
        }

        String recorded(Direction direction) {
            return FakeTap.text(disk, direction);
        }

        /// The server itself says something, now and then before the node has.
        void interject() {
            var _ = relay.say(SESSION, Integer.toString(interjections++));
        }

        static String withoutTheServers(String text) {
            return text.replaceAll("\r\n\\[sallyport] [0-9]+\r\n", "");
        }

        long said() {
            return disk.stream().filter(Said.class::isInstance).count();
        }

        /// A socket with a delay in each direction; in order, until it is cut.
        final class Cable implements Leg {
            private final boolean forNode;
            Optional<LegInput> input = Optional.empty();
            boolean dead;
            private long downAt;
            private long upAt;

            Cable(boolean forNode) {
                this.forNode = forNode;
            }

            @Override
            public void send(Bytes wire) {
                downAt = later(downAt, () -> deliver(wire));
            }

            private void deliver(Bytes wire) {
                if (!dead) {
                    String recorded = recorded(forNode ? Direction.UP : Direction.DOWN);
                    SimulatedPeer peer = forNode ? node : client;
                    peer.hear(wire);
                    assertThat(recorded).startsWith(peer.received());
                }
            }

            void up(Bytes wire) {
                upAt =
                        later(
                                upAt,
                                () -> {
                                    if (!dead) {
                                        input.ifPresent(ear -> ear.frame(wire));
                                    }
                                });
            }

            private long later(long last, Runnable task) {
                long now = loop.elapsedNanos();
                long at = Math.max(last, now + latency().toNanos());
                loop.schedule(task, Duration.ofNanos(at - now));
                return at;
            }

            @Override
            public void close() {
                dead = true;
            }

            @Override
            public boolean isWritable() {
                return true;
            }

            @Override
            public void setReading(boolean on) {}
        }

        /// Answers late; what it has not answered when it dies may or may not be on disk.
        final class Recorder implements Tap {
            private final TapPosition position = FakeTap.positionAfter(disk);
            private boolean dead;
            private long at;

            @Override
            public TapPosition position() {
                return position;
            }

            @Override
            public void record(TapEvent event, TapResult done) {
                long now = loop.elapsedNanos();
                at = Math.max(at, now + latency().toNanos());
                loop.schedule(() -> write(event, done), Duration.ofNanos(at - now));
            }

            private void write(TapEvent event, TapResult done) {
                if (!dead) {
                    disk.add(event);
                    done.stored();
                }
            }

            void die() {
                dead = true;
            }

            @Override
            public void close() {}
        }
    }

    @Property(tries = 40)
    void losesAndDoublesNothingOnBadLines(@ForAll long seed) {
        World world = new World(seed);
        for (int i = 0; i < 600; i++) {
            world.say();
            switch (world.random.nextInt(60)) {
                case 0 -> world.cut(true);
                case 1 -> world.cut(false);
                case 2 -> world.interject();
                default -> {}
            }
            world.loop.advance(Duration.ofMillis(world.random.nextInt(40)));
        }
        settle(world);
    }

    @Property(tries = 40)
    void losesAndDoublesNothingWhenTheServerIsKilled(@ForAll long seed) {
        World world = new World(seed);
        for (int i = 0; i < 600; i++) {
            world.say();
            switch (world.random.nextInt(100)) {
                case 0 -> world.cut(true);
                case 1 -> world.cut(false);
                case 2 -> world.killServer();
                case 3 -> world.interject();
                default -> {}
            }
            world.loop.advance(Duration.ofMillis(world.random.nextInt(40)));
        }
        settle(world);
    }

    @Property(tries = 100)
    void resendsNoFrameOftenOnGoodLines(@ForAll long seed) {
        World world = new World(seed);
        for (int i = 0; i < 300; i++) {
            world.say();
            if (i % 100 == 50) {
                world.interject();
            }
            world.loop.advance(Duration.ofMillis(world.random.nextInt(40)));
        }
        settle(world);

        assertThat(world.said()).isEqualTo(3);
        assertThat(world.node.mostResends).isLessThanOrEqualTo(4);
        assertThat(world.client.mostResends).isLessThanOrEqualTo(4);
    }

    private static void settle(World world) {
        world.loop.advance(Duration.ofMinutes(2));
        // A word or two more: a plugin that lost an acknowledgement is found out by later ones.
        for (int i = 0; i < 40; i++) {
            world.say();
            world.loop.advance(Duration.ofSeconds(3));
        }

        assertThat(world.client.received()).isEqualTo(world.recorded(Direction.DOWN));
        assertThat(World.withoutTheServers(world.client.received()))
                .isEqualTo(world.printed.toString());
        assertThat(world.node.received()).isEqualTo(world.typed.toString());
        assertThat(world.recorded(Direction.UP)).isEqualTo(world.typed.toString());
    }
}
