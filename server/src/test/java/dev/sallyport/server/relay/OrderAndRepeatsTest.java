package dev.sallyport.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Duties G1 (unchanged, in order, no acknowledgement of its own), G2 (repeats are answered) and G3
/// (acknowledgements not too soon); cases DC-12, DC-13.
class OrderAndRepeatsTest {
    private final Rig rig = Rig.shell();

    @Test
    void g1PassesFramesAndAcknowledgementsOnByteForByte() {
        Bytes prompt = Wire.output(0, "$ ");
        Bytes key = Wire.input(0, "l");

        rig.fromNode(prompt);
        rig.fromClient(Wire.ack(prompt), key);
        rig.fromNode(Wire.ack(key));

        assertThat(rig.client.leg().wires).containsExactly(prompt, Wire.ack(key));
        assertThat(rig.node.leg().wires).containsExactly(Wire.ack(prompt), key);
    }

    @Test
    void g1AcknowledgesNothingByItself() {
        rig.fromNode(Wire.output(0, "$ "), Wire.output(1, "ls"));

        rig.pass(Duration.ofSeconds(10));

        assertThat(rig.node.leg().wires).isEmpty();
    }

    @Test
    void g1HoldsAFrameThatIsEarlyUntilTheGapIsFilled() {
        rig.fromNode(Wire.output(0, "a"), Wire.output(2, "c"), Wire.output(3, "d"));
        assertThat(rig.client.leg().screen()).isEqualTo("a");

        rig.fromNode(Wire.output(1, "b"));

        assertThat(rig.client.leg().screen()).isEqualTo("abcd");
        assertThat(rig.tap.text(Direction.DOWN)).isEqualTo("abcd");
    }

    @Test
    void dc13DeliversKeystrokesInOrderWhateverTheirArrival() {
        rig.fromClient(Wire.input(2, "3"), Wire.input(1, "2"), Wire.input(0, "1"));

        assertThat(rig.node.leg().screen()).isEqualTo("123");
        assertThat(rig.tap.text(Direction.UP)).isEqualTo("123");
    }

    @Test
    void g2AnswersARepeatThatTheClientHasAcknowledged() {
        rig.fromNode(Wire.output(0, "$ "));
        rig.fromClient(Wire.ackDown(0));

        rig.fromNode(Wire.output(0, "$ "));

        assertThat(rig.client.leg().screen()).isEqualTo("$ ");
        assertThat(rig.node.leg().story()).containsExactly("acknowledge 0", "acknowledge 0");
        assertThat(rig.tap.text(Direction.DOWN)).isEqualTo("$ ");
    }

    @Test
    void g2AnswersRepeatsOfLongAgo() {
        for (int i = 0; i < 20_000; i++) {
            rig.fromNode(Wire.output(i, "."));
            rig.fromClient(Wire.ackDown(i));
        }
        rig.node.leg().forget();

        rig.fromNode(Wire.output(3, "."));

        assertThat(rig.node.leg().story()).containsExactly("acknowledge 3");
    }

    @Test
    void dc12PassesARepeatOnWhoseAcknowledgementNeverCame() {
        rig.fromNode(Wire.output(0, "$ "));

        rig.fromNode(Wire.output(0, "$ "));

        assertThat(rig.client.leg().story())
                .containsExactly("output_stream_data 0", "output_stream_data 0");
        assertThat(rig.tap.text(Direction.DOWN)).isEqualTo("$ ");
    }

    @Test
    void g2AnswersARepeatThatHoldsUpEverythingBehindIt() {
        // The client's acknowledgement of 0 was lost with a socket, and frame 1 with another. The
        // stock plugin will not repeat the one, nor the stock node send the other before it.
        rig.fromNode(Wire.output(0, "a"), Wire.output(2, "c"));
        for (int i = 0; i < 3; i++) {
            rig.pass(Duration.ofMillis(500));
            rig.fromNode(Wire.output(0, "a"));
        }

        assertThat(rig.node.leg().story()).containsExactly("acknowledge 0");
        rig.clientComes();
        assertThat(rig.client.leg().screen()).isEqualTo("a");
    }

    @Test
    void answersAClientsRepeatThatTheNodeHasAcknowledged() {
        rig.fromClient(Wire.input(0, "l"));
        rig.fromNode(Wire.ackUp(0));
        rig.client.leg().forget();

        rig.fromClient(Wire.input(0, "l"));

        assertThat(rig.client.leg().story()).containsExactly("acknowledge 0");
        assertThat(rig.node.leg().screen()).isEqualTo("l");
    }

    @Test
    void sendsTheRecordedBytesWhenARepeatCarriesOthers() {
        rig.fromClient(Wire.input(0, "ls\n"));

        rig.fromClient(Wire.input(0, "rm\n"));

        assertThat(rig.node.leg().screen()).isEqualTo("ls\nls\n");
    }

    @Test
    void dropsARepeatOfAFrameThatIsStillOnItsWay() {
        rig.client.leg().writable = false;
        rig.fromNode(Wire.output(0, "$ "), Wire.output(0, "$ "), Wire.output(0, "$ "));

        rig.client.leg().writable = true;
        rig.client.input().writable();
        rig.loop.run();

        assertThat(rig.client.leg().screen()).isEqualTo("$ ");
    }

    @Test
    void refusesAnAcknowledgementOfWhatWasNeverSent() {
        rig.fromClient(Wire.ackDown(0));
        rig.client.leg().writable = false;
        rig.fromNode(Wire.output(0, "$ "));
        rig.fromClient(Wire.ackDown(0));

        assertThat(rig.node.leg().wires).isEmpty();
    }

    @Test
    void g3LetsNoAcknowledgementBackWithinTwoMilliseconds() {
        rig.node.input().frame(Wire.output(0, "$ "));
        rig.loop.run();
        rig.client.input().frame(Wire.ackDown(0));
        rig.loop.run();
        rig.pass(Duration.ofNanos(1_999_999));
        assertThat(rig.node.leg().wires).isEmpty();

        rig.pass(Duration.ofNanos(1));

        assertThat(rig.node.leg().story()).containsExactly("acknowledge 0");
    }

    @Test
    void g3KeepsKeystrokesBehindTheAcknowledgementTheyFollow() {
        rig.node.input().frame(Wire.output(0, "$ "));
        rig.loop.run();
        rig.client.input().frame(Wire.ackDown(0));
        rig.client.input().frame(Wire.input(0, "l"));

        rig.pass(Duration.ofMillis(2));

        assertThat(rig.node.leg().story()).containsExactly("acknowledge 0", "input_stream_data 0");
    }

    @Test
    void g3DelaysNothingOnALineThatIsSlowItself() {
        rig.fromNode(Wire.output(0, "$ "));

        rig.client.input().frame(Wire.ackDown(0));
        rig.loop.run();

        assertThat(rig.node.leg().story()).containsExactly("acknowledge 0");
    }

    @Test
    void boundsWhatWaitsBehindAGap() {
        byte[] large = new byte[200_000];
        for (int i = 1; i <= 100; i++) {
            rig.fromNode(Wire.down(i, 1, Bytes.wrap(large)));
        }

        rig.fromNode(Wire.output(0, "first"));

        // 2 MiB of 20 MB were kept; the node will repeat the others.
        assertThat(rig.client.leg().wires).hasSize(11);
    }
}
