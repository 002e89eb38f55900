package dev.sallyport.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.server.relay.TapEvent.Missed;
import dev.sallyport.server.relay.TapEvent.Repeated;
import dev.sallyport.server.relay.TapEvent.Streamed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Nothing goes on unrecorded, and a restart of the server goes on where the recording ends.
class RecordingGateTest {
    private final Rig rig = Rig.shell();

    @Test
    void sendsAFrameOnlyAfterItIsStored() {
        rig.tap.slow = true;
        rig.fromNode(Wire.output(0, "a"), Wire.output(1, "b"));
        rig.fromClient(Wire.input(0, "x"));
        assertThat(rig.client.leg().wires).isEmpty();
        assertThat(rig.node.leg().wires).isEmpty();

        rig.tap.store(1);
        rig.loop.run();
        assertThat(rig.client.leg().screen()).isEqualTo("a");

        rig.tap.store(2);
        rig.loop.run();
        assertThat(rig.client.leg().screen()).isEqualTo("ab");
        assertThat(rig.node.leg().screen()).isEqualTo("x");
    }

    @Test
    void keepsAcknowledgementsBehindTheFramesBeforeThem() {
        rig.fromClient(Wire.input(0, "l"));
        rig.tap.slow = true;
        rig.fromNode(Wire.output(0, "l"), Wire.ackUp(0));
        assertThat(rig.client.leg().wires).isEmpty();

        rig.tap.storeAll();
        rig.loop.run();

        assertThat(rig.client.leg().story())
                .containsExactly("output_stream_data 0", "acknowledge 0");
    }

    @Test
    void recordsEveryNumberedFrameWhateverItCarries() {
        Bytes request = Wire.down(0, PayloadTypes.HANDSHAKE_REQUEST, Bytes.ofUtf8("{}"));
        Bytes size = Wire.up(0, PayloadTypes.SIZE, Bytes.ofUtf8("{\"cols\":80,\"rows\":24}"));

        rig.fromNode(request, Wire.down(1, 99, Bytes.ofUtf8("?")));
        rig.fromClient(size);

        assertThat(rig.tap.events)
                .containsExactly(
                        new Streamed(Direction.DOWN, 5, Bytes.ofUtf8("{}")),
                        new Streamed(Direction.DOWN, 99, Bytes.ofUtf8("?")),
                        new Streamed(Direction.UP, 3, Bytes.ofUtf8("{\"cols\":80,\"rows\":24}")));
    }

    @Test
    void endsASessionThatCannotBeRecordedAndShowsNothingUnrecorded() {
        rig.tap.slow = true;
        rig.fromNode(Wire.output(0, "secret"));
        rig.fromClient(Wire.input(0, "rm"));

        rig.tap.fail("No space left on device");
        rig.loop.run();

        assertThat(rig.client.leg().screen()).isEmpty();
        assertThat(rig.node.leg().screen()).isEmpty();
        assertThat(rig.client.leg().goodbye())
                .isEqualTo(
                        "Session ended: it can no longer be recorded (No space left on device).");
        assertThat(rig.node.leg().story()).containsExactly("channel_closed");
        assertThat(rig.reports).endsWith("ended: recording failed");
    }

    @Test
    void endsAnOpaqueSessionWhoseCountsCannotBeWritten() {
        Rig port = Rig.of(new SessionKind("Port", "", false));
        port.tap.fail("No space left on device");
        port.fromNode(Wire.output(0, "SSH-2.0"));

        port.pass(Duration.ofSeconds(5));

        assertThat(port.reports).endsWith("ended: recording failed");
    }

    @Test
    void saysNothingWhenTheServerStops() {
        rig.fromNode(Wire.output(0, "$ "));
        Rig.Socket client = rig.client;
        Rig.Socket node = rig.node;
        FakeTap tap = rig.tap;
        client.leg().forget();

        rig.restart();

        assertThat(client.leg().wires).isEmpty();
        assertThat(node.leg().wires).isEmpty();
        assertThat(client.leg().closed).isTrue();
        assertThat(node.leg().closed).isTrue();
        assertThat(tap.closed).isTrue();
        assertThat(tap.marks()).isEmpty();
        assertThat(rig.reports).containsExactly("client attached", "node attached");
    }

    @Test
    void goesOnAfterARestartWithoutRecordingAnythingTwice() {
        rig.fromNode(Wire.output(0, "a"));
        rig.fromClient(Wire.ackDown(0));
        rig.fromNode(Wire.output(1, "b"));
        rig.kill();
        rig.clientComes();
        rig.nodeComes();

        rig.fromNode(Wire.output(1, "b"), Wire.output(2, "c"));

        assertThat(rig.client.leg().screen()).isEqualTo("bc");
        assertThat(rig.tap.text(Direction.DOWN)).isEqualTo("abc");
        assertThat(rig.tap.events).contains(new Repeated(Direction.DOWN, 1, 1, Bytes.ofUtf8("b")));
    }

    @Test
    void recordsAnOldNumberThatComesWithOtherBytesAfterARestart() {
        rig.fromClient(Wire.input(0, "ls\n"));
        rig.kill();
        rig.clientComes();
        rig.nodeComes();

        rig.fromClient(Wire.input(0, "rm\n"));

        assertThat(rig.node.leg().screen()).isEqualTo("rm\n");
        assertThat(rig.tap.events).contains(new Repeated(Direction.UP, 0, 1, Bytes.ofUtf8("rm\n")));
    }

    @Test
    void g2AnswersInTheEndARepeatThatAPluginNeverAcknowledgesAgain() {
        rig.fromNode(Wire.output(0, "a"));
        rig.kill();
        rig.clientComes();
        rig.nodeComes();
        rig.fromNode(Wire.output(1, "b"));
        rig.fromClient(Wire.ackDown(1));
        rig.node.leg().forget();
        for (int i = 0; i < 3; i++) {
            rig.fromNode(Wire.output(0, "a"));
            rig.pass(Duration.ofMillis(500));
        }
        assertThat(rig.node.leg().wires).isEmpty();

        rig.fromNode(Wire.output(0, "a"));

        assertThat(rig.node.leg().story()).containsExactly("acknowledge 0");
        assertThat(rig.client.leg().screen()).isEqualTo("baaa");
    }

    @Test
    void g2NeverAnswersForAClientThatHasAcknowledgedNothingSince() {
        rig.fromNode(Wire.output(0, "a"));
        for (int i = 0; i < 20; i++) {
            rig.fromNode(Wire.output(0, "a"));
            rig.pass(Duration.ofMillis(500));
        }

        assertThat(rig.node.leg().wires).isEmpty();
    }

    @Test
    void goesOnBehindFramesThatWereLostWithTheMachine() {
        rig.fromNode(Wire.output(0, "a"));
        rig.kill();
        rig.clientComes();
        rig.nodeComes();

        // 1 and 2 were acknowledged by the client but are not on disk: the node sends 3 and 4.
        for (int i = 0; i < 7; i++) {
            rig.fromNode(Wire.output(3, "d"), Wire.output(4, "e"));
            rig.pass(Duration.ofSeconds(1));
        }

        assertThat(rig.client.leg().screen()).startsWith("de");
        assertThat(rig.tap.events).contains(new Missed(Direction.DOWN, 1, 2));
    }

    @Test
    void doesNotBelieveInNumbersOutOfReach() {
        for (int i = 0; i < 7; i++) {
            rig.fromNode(Wire.output(Long.MAX_VALUE, "d"));
            rig.pass(Duration.ofSeconds(1));
        }

        assertThat(rig.client.leg().wires).isEmpty();
        assertThat(rig.tap.events).isEmpty();
    }
}
