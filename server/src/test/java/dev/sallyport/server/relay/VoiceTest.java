package dev.sallyport.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Acknowledge;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.server.relay.EndCause.Terminated;
import dev.sallyport.server.relay.TapEvent.Said;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The server's own lines on a shell's terminal: the client counts them, the node does not know.
class VoiceTest {
    private static final String SOON = "\r\n[sallyport] soon\r\n";

    private final Rig rig = Rig.shell();

    private static boolean say(Rig rig, String text) {
        var shown = rig.relay.say(Rig.SESSION, text);
        rig.loop.run();
        return shown.join();
    }

    private void talk() {
        rig.fromNode(Wire.output(0, "$ "));
        rig.fromClient(Wire.ackDown(0));
        assertThat(say(rig, "soon")).isTrue();
        rig.fromNode(Wire.output(1, "ls"));
    }

    @Test
    void standBetweenTheNodesFramesForTheClient() {
        talk();

        assertThat(rig.client.leg().screen()).isEqualTo("$ " + SOON + "ls");
        assertThat(rig.client.leg().story())
                .containsExactly(
                        "output_stream_data 0", "output_stream_data 1", "output_stream_data 2");
        assertThat(rig.client.leg().frames().get(1).payloadType()).isEqualTo(PayloadTypes.OUTPUT);
    }

    @Test
    void changeNothingButTheNumberOfTheNodesFrames() {
        talk();

        Bytes behind = rig.client.leg().wires.getLast();
        assertThat(behind).isEqualTo(FrameCodec.renumber(Wire.output(1, "ls"), 2));
    }

    @Test
    void leaveTheNodeItsOwnNumbersInAcknowledgements() {
        talk();
        rig.node.leg().forget();

        rig.fromClient(Wire.ackDown(1), Wire.ackDown(2));

        assertThat(rig.node.leg().story()).containsExactly("acknowledge 1");
        Frame given = Wire.unchecked(() -> FrameCodec.decode(Wire.ackDown(2)));
        Frame passed = rig.node.leg().frames().getFirst();
        assertThat(passed.id()).isEqualTo(given.id());
        assertThat(passed.createdMillis()).isEqualTo(given.createdMillis());
        assertThat(Wire.unchecked(() -> Acknowledge.decode(passed.payload())).messageId())
                .isEqualTo(Wire.unchecked(() -> Acknowledge.decode(given.payload())).messageId());
    }

    @Test
    void areNoReasonToAcceptAcknowledgementsOfWhatWasNeverSent() {
        talk();
        rig.node.leg().forget();

        rig.fromClient(Wire.ackDown(3));

        assertThat(rig.node.leg().wires).isEmpty();
    }

    @Test
    void keepTheNumberThatARepeatedFrameHad() {
        rig.fromNode(Wire.output(0, "$ "));
        say(rig, "soon");
        rig.client.leg().forget();

        rig.fromNode(Wire.output(0, "$ "));
        rig.fromNode(Wire.output(1, "ls"));
        rig.fromNode(Wire.output(1, "ls"));

        assertThat(rig.client.leg().story())
                .containsExactly(
                        "output_stream_data 0", "output_stream_data 2", "output_stream_data 2");
    }

    @Test
    void areFollowedByFramesThatCameBeforeTheirTurn() {
        rig.fromNode(Wire.output(0, "a"), Wire.output(2, "c"));
        say(rig, "soon");
        rig.fromNode(Wire.output(1, "b"));

        assertThat(rig.client.leg().screen()).isEqualTo("a" + SOON + "bc");
        assertThat(rig.client.leg().story()).endsWith("output_stream_data 3");
    }

    @Test
    void areStoredBeforeTheyGoOut() {
        rig.fromNode(Wire.output(0, "$ "));
        rig.tap.slow = true;
        say(rig, "soon");

        assertThat(rig.client.leg().screen()).isEqualTo("$ ");
        assertThat(rig.tap.events.getLast()).isEqualTo(new Said(1, Bytes.ofUtf8(SOON)));

        rig.tap.storeAll();
        rig.loop.run();
        assertThat(rig.client.leg().screen()).isEqualTo("$ " + SOON);
    }

    @Test
    void areRepeatedEverMoreRarelyUntilTheyAreAcknowledged() {
        rig.fromNode(Wire.output(0, "$ "));
        rig.fromClient(Wire.ackDown(0));
        say(rig, "soon");
        rig.client.leg().forget();

        rig.pass(Duration.ofMillis(1100));
        assertThat(rig.client.leg().story()).containsExactly("output_stream_data 1");
        rig.pass(Duration.ofSeconds(2));
        assertThat(rig.client.leg().wires).hasSize(2);
        rig.pass(Duration.ofMinutes(10));
        assertThat(rig.client.leg().wires).hasSizeBetween(10, 20);

        rig.fromClient(Wire.ackDown(1));
        rig.client.leg().forget();
        rig.pass(Duration.ofMinutes(5));
        assertThat(rig.client.leg().wires).isEmpty();
    }

    @Test
    void areNotRepeatedToAClientThatHasReadOn() {
        talk();
        rig.pass(Duration.ofMillis(3500));
        rig.fromClient(Wire.ackDown(2));
        rig.client.leg().forget();

        rig.pass(Duration.ofMinutes(10));

        assertThat(rig.client.leg().wires).isEmpty();
    }

    @Test
    void waitForAClientThatIsAway() {
        rig.fromNode(Wire.output(0, "$ "));
        rig.fromClient(Wire.ackDown(0));
        rig.clientGoes();
        assertThat(say(rig, "soon")).isTrue();
        rig.pass(Duration.ofMinutes(2));

        rig.clientComes();

        assertThat(rig.client.leg().story()).containsExactly("output_stream_data 1");
        assertThat(rig.client.leg().screen()).isEqualTo(SOON);
    }

    @Test
    void goAgainToAClientThatCameBackWithoutThem() {
        talk();
        rig.clientGoes();
        rig.clientComes();

        assertThat(rig.client.leg().screen()).isEqualTo(SOON + "ls");
    }

    @Test
    void areStillCountedAfterTheServerWasKilled() {
        talk();
        rig.fromClient(Wire.ackDown(1), Wire.ackDown(2));
        rig.kill();
        rig.clientComes();
        rig.nodeComes();
        rig.client.leg().forget();

        rig.fromNode(Wire.output(1, "ls"), Wire.output(2, "more"));
        rig.fromClient(Wire.ackDown(2), Wire.ackDown(3));

        assertThat(rig.client.leg().story())
                .containsExactly("output_stream_data 2", "output_stream_data 3");
        assertThat(rig.node.leg().story()).containsExactly("acknowledge 1", "acknowledge 2");
    }

    @Test
    void surviveAServerThatDiedBeforeTheyWentOut() {
        rig.fromNode(Wire.output(0, "$ "));
        rig.fromClient(Wire.ackDown(0));
        rig.clientGoes();
        say(rig, "soon");
        rig.kill();
        rig.nodeComes();
        rig.clientComes();
        rig.fromNode(Wire.output(1, "ls"));

        assertThat(rig.client.leg().screen()).isEqualTo(SOON + "ls");
    }

    @Test
    void waitUntilTheNodeHasPrinted() {
        assertThat(say(rig, "soon")).isTrue();
        rig.fromNode(Wire.down(0, PayloadTypes.HANDSHAKE_REQUEST, Bytes.ofUtf8("{}")));
        assertThat(rig.client.leg().wires).hasSize(1);

        rig.fromNode(Wire.output(1, "$ "));

        assertThat(rig.client.leg().screen()).isEqualTo("{}$ " + SOON);
    }

    @Test
    void stillWaitForTheFirstPrintAfterARestart() {
        rig.fromNode(Wire.down(0, PayloadTypes.HANDSHAKE_REQUEST, Bytes.ofUtf8("{}")));
        rig.kill();
        rig.clientComes();
        rig.nodeComes();

        assertThat(say(rig, "soon")).isTrue();
        assertThat(rig.client.leg().wires).isEmpty();

        rig.fromNode(Wire.output(1, "$ "));
        assertThat(rig.client.leg().screen()).isEqualTo("$ " + SOON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Port", "NonInteractiveCommands"})
    void areNotForSessionsWithoutAUserBeforeATerminal(String type) {
        Rig other = Rig.of(new SessionKind(type, "", false));
        other.fromNode(Wire.output(0, "data"));

        assertThat(say(other, "soon")).isFalse();
        assertThat(other.client.leg().screen()).isEqualTo("data");
        assertThat(other.tap.events).noneMatch(Said.class::isInstance);
    }

    @Test
    void areNotForSessionsThatAreOver() {
        rig.fromNode(Wire.output(0, "$ "));
        rig.end(new Terminated(""));

        assertThat(say(rig, "soon")).isFalse();

        rig.clientGoes();
        rig.nodeGoes();
        assertThat(say(rig, "soon")).isFalse();
    }

    @Test
    void comeBeforeTheEnd() {
        rig.fromNode(Wire.output(0, "$ "));
        say(rig, "soon");
        rig.end(new Terminated("over"));

        assertThat(rig.client.leg().screen()).isEqualTo("$ " + SOON);
        assertThat(rig.client.leg().goodbye()).isEqualTo("over");
    }

    @Test
    void areFewAsLongAsTheyAreNotAcknowledged() {
        rig.fromNode(Wire.output(0, "$ "));
        int shown = 0;
        while (say(rig, "soon")) {
            shown++;
        }
        assertThat(shown).isEqualTo(8);

        rig.fromClient(Wire.ackDown(1));
        assertThat(say(rig, "soon")).isTrue();
        assertThat(say(rig, "soon")).isFalse();
    }

    @Test
    void areFewBeforeTheTerminalIsUp() {
        int waiting = 0;
        while (say(rig, "soon")) {
            waiting++;
        }

        assertThat(waiting).isEqualTo(4);
    }

    @Test
    void haveAnEnd() {
        rig.fromNode(Wire.output(0, "$ "));
        long shown = 0;
        while (say(rig, "soon")) {
            shown++;
            rig.fromClient(Wire.ackDown(shown));
        }

        assertThat(shown).isEqualTo(100);
    }

    @Test
    void areKeptForAClientThatIsAwayHoweverMuchTheNodePrints() {
        Rig small = Rig.with(smallWindow());
        small.fromNode(Wire.output(0, "$ "));
        say(small, "soon");
        for (int i = 1; i < 50; i++) {
            small.fromNode(Wire.output(i, "x".repeat(1000)));
        }
        small.clientGoes();
        small.clientComes();

        assertThat(small.client.leg().screen()).startsWith(SOON);
    }

    private static RelayConfig smallWindow() {
        RelayConfig usual = RelayConfig.usual();
        return new RelayConfig(
                usual.frameBytes(),
                usual.queueBytes(),
                usual.reorderBytes(),
                4096,
                usual.malformedFrames(),
                usual.waits());
    }

    @Test
    void canDoNothingButBeRead() {
        rig.fromNode(Wire.output(0, "$ "));
        say(rig, "a\u001b[2Jb\r\nc\u009b7md\u202ee\u2028f\ud800g é日");

        assertThat(rig.client.leg().screen()).isEqualTo("$ \r\n[sallyport] a[2Jbc7mdefg é日\r\n");
    }

    @Test
    void areNotLong() {
        rig.fromNode(Wire.output(0, "$ "));
        say(rig, "é".repeat(10_000));

        assertThat(rig.client.leg().screen())
                .isEqualTo("$ \r\n[sallyport] " + "é".repeat(500) + "\r\n");
    }

    @Test
    void areNoSignOfLife() {
        rig.fromNode(Wire.output(0, "$ "));
        rig.fromClient(Wire.ackDown(0));
        rig.pass(Duration.ofMinutes(19));
        say(rig, "soon");
        rig.fromClient(Wire.ackDown(1));
        rig.pass(Duration.ofMinutes(2));

        assertThat(rig.reports).contains("ended: idle");
    }
}
