package dev.sallyport.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.AgentSessionState;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.server.relay.EndCause.NodeFailed;
import dev.sallyport.server.relay.EndCause.NodeFinished;
import dev.sallyport.server.relay.EndCause.Terminated;
import dev.sallyport.server.relay.TapEvent.Counted;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Duties G9 (the node's "Terminating") and G12 (the order of an end); cases DC-10, DC-15, DC-21,
/// DC-37.
class EndingTest {
    private static final Bytes TERMINATING = Wire.state(AgentSessionState.TERMINATING);

    private final Rig rig = Rig.shell();

    @Test
    void dc10TellsTheClientOnceItHasSeenAllOutput() {
        rig.fromNode(Wire.output(0, "exit\r\n"), TERMINATING);
        assertThat(rig.client.leg().goodbye()).isEqualTo("(open)");

        rig.fromClient(Wire.ackDown(0));

        assertThat(rig.client.leg().story())
                .containsExactly("output_stream_data 0", "channel_closed");
        assertThat(rig.client.leg().goodbye()).isEmpty();
        assertThat(rig.reports).endsWith("ended: finished");
    }

    @Test
    void g12WaitsTwoSecondsForAcknowledgementsThatNeverCome() {
        rig.fromNode(Wire.output(0, "exit\r\n"), TERMINATING);

        rig.pass(Duration.ofMillis(1980));
        assertThat(rig.client.leg().goodbye()).isEqualTo("(open)");
        rig.pass(Duration.ofMillis(20));

        assertThat(rig.client.leg().goodbye()).isEmpty();
    }

    @Test
    void g12LetsLateFramesOfAFinishedNodeThrough() {
        rig.fromNode(Wire.output(1, "b"), TERMINATING);
        rig.fromNode(Wire.output(0, "a"));
        rig.fromClient(Wire.ackDown(0), Wire.ackDown(1));

        assertThat(rig.client.leg().screen()).isEqualTo("ab");
        assertThat(rig.client.leg().goodbye()).isEmpty();
    }

    @Test
    void g12FlushesWhatWaitsForTheRecorder() {
        rig.tap.slow = true;
        rig.fromNode(Wire.output(0, "last words"));
        rig.end(new Terminated("Terminated by bob."));
        assertThat(rig.client.leg().wires).isEmpty();

        rig.tap.storeAll();
        rig.loop.run();

        assertThat(rig.client.leg().screen()).isEqualTo("last words");
        assertThat(rig.client.leg().goodbye()).isEqualTo("Terminated by bob.");
    }

    @Test
    void g12LeavesAFinishedNodeTimeToLeaveByItself() {
        rig.fromNode(TERMINATING);
        assertThat(rig.node.leg().wires).isEmpty();

        rig.pass(Duration.ofSeconds(2));

        assertThat(rig.node.leg().story()).containsExactly("channel_closed");
        assertThat(rig.node.leg().closed).isTrue();
    }

    @Test
    void g12ClosesAClientThatDoesNotLeave() {
        rig.fromNode(TERMINATING);
        rig.pass(Duration.ofMillis(1980));
        assertThat(rig.client.leg().closed).isFalse();

        rig.pass(Duration.ofMillis(20));

        assertThat(rig.client.leg().closed).isTrue();
        assertThat(rig.isOpen()).isFalse();
        assertThat(rig.tap.closed).isTrue();
    }

    @Test
    void g12IsOverAtOnceWhenBothHaveLeft() {
        rig.fromNode(TERMINATING);
        rig.nodeGoes();
        assertThat(rig.isOpen()).isTrue();

        rig.clientGoes();

        assertThat(rig.isOpen()).isFalse();
        assertThat(rig.tap.closed).isTrue();
        assertThat(rig.tap.marks()).containsExactly("ended: finished");
    }

    @Test
    void g12GivesUpOnAClientThatTakesNothing() {
        rig.client.leg().writable = false;
        rig.fromNode(Wire.output(0, "unseen"));
        rig.end(new Terminated("Terminated by bob."));

        rig.pass(Duration.ofSeconds(1));
        assertThat(rig.client.leg().story()).containsExactly("channel_closed");

        rig.pass(Duration.ofSeconds(2));
        assertThat(rig.client.leg().closed).isTrue();
        assertThat(rig.isOpen()).isFalse();
    }

    /// A stock plugin repeats its oldest frame every 100 ms and calls TerminateSession after 310 s;
    /// then it stays until it is told.
    @Test
    void dc15TellsAClientWhoseAcknowledgementsNeverCame() {
        Bytes unanswered = Wire.input(0, "ls\n");
        for (int i = 0; i < 3100; i++) {
            rig.fromClient(unanswered);
            rig.pass(Duration.ofMillis(90));
        }
        assertThat(rig.client.leg().wires).isEmpty();
        assertThat(rig.tap.text(Direction.UP)).isEqualTo("ls\n");

        rig.end(new Terminated(""));

        assertThat(rig.client.leg().story()).containsExactly("channel_closed");
        assertThat(rig.node.leg().story()).endsWith("channel_closed");
        rig.clientGoes();
        rig.nodeGoes();
        assertThat(rig.isOpen()).isFalse();
    }

    @Test
    void dc37TellsBothEndsAtOnceWhenSomebodyTerminates() {
        rig.end(new Terminated("Terminated by bob."));

        assertThat(rig.client.leg().goodbye()).isEqualTo("Terminated by bob.");
        assertThat(rig.node.leg().story()).containsExactly("channel_closed");
        assertThat(rig.reports).endsWith("ended: terminated");
        assertThat(rig.tap.marks()).containsExactly("ended: terminated: Terminated by bob.");
    }

    @Test
    void passesNothingOnAfterTheEnd() {
        rig.end(new Terminated("Terminated by bob."));
        rig.client.leg().forget();
        rig.node.leg().forget();

        rig.fromNode(Wire.output(0, "more"));
        rig.fromClient(Wire.input(0, "more"));

        assertThat(rig.client.leg().wires).isEmpty();
        assertThat(rig.node.leg().wires).isEmpty();
        assertThat(rig.tap.text(Direction.DOWN)).isEmpty();
    }

    @Test
    void showsTheClientWhyTheNodeFailed() {
        rig.end(new NodeFailed("Forwarding to IP address 169.254.169.254 is forbidden."));
        rig.nodeGoes();

        assertThat(rig.client.leg().goodbye())
                .isEqualTo("Forwarding to IP address 169.254.169.254 is forbidden.");
    }

    @Test
    void waitsForTheLastFramesOfANodeThatHasFinished() {
        rig.end(new NodeFinished(""));
        rig.fromNode(Wire.output(0, "late"));
        rig.fromClient(Wire.ackDown(0));
        assertThat(rig.client.leg().goodbye()).isEqualTo("(open)");

        rig.nodeGoes();

        assertThat(rig.client.leg().screen()).isEqualTo("late");
        assertThat(rig.client.leg().goodbye()).isEmpty();
    }

    @Test
    void takesTheNodesOwnWordsEvenAfterItsGoodbye() {
        rig.fromNode(Wire.output(0, "x"), TERMINATING);
        rig.end(new NodeFailed("out of memory"));

        rig.fromClient(Wire.ackDown(0));

        assertThat(rig.client.leg().goodbye()).isEqualTo("out of memory");
    }

    @Test
    void tellsAClientThatComesTooLate() {
        rig.end(new Terminated("Terminated by bob."));

        rig.clientComes();

        assertThat(rig.client.leg().goodbye()).isEqualTo("Terminated by bob.");
        assertThat(rig.client.leg().closed).isTrue();
    }

    @Test
    void readsBothSocketsAgainSoThatTheirEndIsSeen() {
        rig.client.leg().writable = false;
        for (int i = 0; i < 9; i++) {
            rig.fromNode(Wire.down(i, 1, Bytes.wrap(new byte[64 << 10])));
        }
        assertThat(rig.node.leg().reading).isFalse();

        rig.end(new Terminated(""));

        assertThat(rig.node.leg().reading).isTrue();
    }

    @Test
    void dc21EndsAPortSessionWhenTheClientSaysSo() {
        Rig port = Rig.of(new SessionKind("Port", "LocalPortForwarding", false));
        port.fromClient(Wire.up(0, PayloadTypes.FLAG, Bytes.ofHex("00000002")));
        assertThat(port.node.leg().story()).containsExactly("input_stream_data 0");
        port.clientGoes();

        port.nodeGoes();

        assertThat(port.isOpen()).isFalse();
        assertThat(port.reports).endsWith("ended: closed by client");
    }

    @Test
    void countsWhatAnOpaqueSessionCarriesAndKeepsNone() {
        Rig port = Rig.of(new SessionKind("Port", "", false));
        port.fromNode(Wire.output(0, "SSH-2.0"), Wire.output(1, "12345"));
        port.fromClient(
                Wire.input(0, "abc"), Wire.up(1, PayloadTypes.FLAG, Bytes.ofHex("00000001")));
        port.pass(Duration.ofSeconds(5));
        assertThat(port.tap.events).containsExactly(new Counted(2, 12, 2, 3));

        port.fromNode(Wire.output(2, "!"));
        port.end(new Terminated(""));

        assertThat(port.tap.events)
                .containsExactly(
                        new Counted(2, 12, 2, 3),
                        new Counted(3, 13, 2, 3),
                        new TapEvent.Marked("ended: terminated"));
    }
}
