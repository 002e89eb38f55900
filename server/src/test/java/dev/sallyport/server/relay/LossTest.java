package dev.sallyport.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Duties G10 (the client is lost), G11 (the node is lost) and G16 (the newest socket counts);
/// cases DC-31, DC-32, DC-34, DC-38.
class LossTest {
    private final Rig rig = Rig.shell();

    @Test
    void g10PausesTheNodeAndKeepsTheSessionForTheClient() {
        rig.clientGoes();
        assertThat(rig.node.leg().story()).containsExactly("pause_publication");

        rig.pass(Duration.ofMinutes(9));
        rig.clientComes();

        assertThat(rig.node.leg().story())
                .containsExactly("pause_publication", "start_publication");
        assertThat(rig.reports)
                .containsExactly(
                        "client attached", "node attached", "client detached", "client attached");
    }

    @Test
    void g10DoesNotPauseACommandWithSeparateOutputs() {
        Rig command = Rig.of(new SessionKind("NonInteractiveCommands", "", true));

        command.clientGoes();

        assertThat(command.node.leg().wires).isEmpty();
    }

    @Test
    void g10PausesANodeThatComesWhileTheClientIsAway() {
        rig.clientGoes();
        rig.nodeGoes();

        rig.nodeComes();
        assertThat(rig.node.leg().story()).containsExactly("pause_publication");

        rig.clientComes();
        assertThat(rig.node.leg().story())
                .containsExactly("pause_publication", "start_publication");
    }

    @Test
    void dc32SendsAReturningClientWhatItHasMissed() {
        rig.fromNode(Wire.output(0, "a"), Wire.output(1, "b"));
        rig.fromClient(Wire.ackDown(0));
        rig.clientGoes();
        rig.fromNode(Wire.output(2, "c"));

        rig.clientComes();

        assertThat(rig.client.leg().screen()).isEqualTo("bc");
        assertThat(rig.tap.text(Direction.DOWN)).isEqualTo("abc");
    }

    /// A stock node takes nothing before its terminal is up, and npm's `ssm-session` sends once.
    @Test
    void repeatsAClientsFirstFrameUntilTheNodeHasIt() {
        rig.fromClient(Wire.input(0, "a"), Wire.input(1, "b"));
        rig.fromNode(Wire.ackUp(1));
        rig.pass(Duration.ofSeconds(5));
        assertThat(rig.node.leg().screen()).matches("aba{3,5}");

        rig.fromNode(Wire.ackUp(0));
        String before = rig.node.leg().screen();
        rig.pass(Duration.ofMinutes(1));

        assertThat(rig.node.leg().screen()).isEqualTo(before);
        assertThat(rig.tap.text(Direction.UP)).isEqualTo("ab");
    }

    @Test
    void answersNoFirstFrameInTheNodesPlace() {
        rig.fromClient(Wire.input(0, "a"), Wire.input(1, "b"));
        rig.fromNode(Wire.ackUp(1));
        rig.pass(Duration.ofSeconds(9));

        rig.fromClient(Wire.input(0, "a"));

        assertThat(rig.client.leg().story()).containsExactly("acknowledge 1");
    }

    @Test
    void dc34EndsASessionWhoseClientStaysAway() {
        rig.clientGoes();

        rig.pass(Duration.ofMinutes(10));

        assertThat(rig.node.leg().story()).containsExactly("pause_publication", "channel_closed");
        assertThat(rig.reports).endsWith("ended: client lost");
        rig.nodeGoes();
        assertThat(rig.isOpen()).isFalse();
    }

    @Test
    void endsAPortSessionSoonAfterItsClientHasLeft() {
        Rig ssh = Rig.of(new SessionKind("Port", "", false));
        ssh.clientGoes();

        ssh.pass(Duration.ofSeconds(20));

        assertThat(ssh.node.leg().story()).endsWith("channel_closed");
    }

    @Test
    void g11HoldsTheClientWhileTheNodeIsAway() {
        rig.nodeGoes();
        rig.fromClient(Wire.input(0, "ls"));

        rig.pass(Duration.ofSeconds(59));
        rig.nodeComes();

        assertThat(rig.client.leg().wires).isEmpty();
        assertThat(rig.node.leg().screen()).isEqualTo("ls");
    }

    @Test
    void dc31LosesNoKeystrokeWhenTheNodesSocketIsClosed() {
        rig.fromClient(Wire.input(0, "a"));
        rig.fromNode(Wire.ackUp(0));
        rig.fromClient(Wire.input(1, "b"));
        rig.nodeGoes();
        rig.fromClient(Wire.input(2, "c"));

        rig.nodeComes();

        assertThat(rig.node.leg().screen()).isEqualTo("bc");
        assertThat(rig.tap.text(Direction.UP)).isEqualTo("abc");
    }

    @Test
    void dc38TellsTheClientThatTheNodeIsLost() {
        rig.nodeGoes();

        rig.pass(Duration.ofSeconds(60));

        assertThat(rig.client.leg().goodbye())
                .isEqualTo(
                        "The connection to the node was lost and it did not return within 1"
                                + " minute.");
        assertThat(rig.reports).endsWith("ended: node lost");
    }

    @Test
    void waitsForANodeThatNeverComesOnlySoLong() {
        Rig lonely = new Rig();
        lonely.open();
        lonely.pass(Duration.ofMinutes(5));
        lonely.clientComes();

        lonely.pass(Duration.ofSeconds(60));

        assertThat(lonely.client.leg().goodbye()).startsWith("The connection to the node was lost");
    }

    @Test
    void forgetsASessionToWhichNobodyComes() {
        Rig lonely = new Rig();
        lonely.open();

        lonely.pass(Duration.ofMinutes(11));

        assertThat(lonely.isOpen()).isFalse();
        assertThat(lonely.tap.closed).isTrue();
    }

    @Test
    void g16ClosesAnOlderSocketOfTheSameEnd() {
        Rig.Socket old = rig.client;

        rig.clientComes();
        old.input().closed();
        rig.fromNode(Wire.output(0, "$ "));

        assertThat(old.leg().closed).isTrue();
        assertThat(old.leg().wires).isEmpty();
        assertThat(rig.client.leg().screen()).isEqualTo("$ ");
        assertThat(rig.reports).doesNotContain("client detached");
    }

    @Test
    void g16TakesNothingFromAnOlderSocket() {
        Rig.Socket old = rig.node;
        rig.nodeComes();

        old.input().frame(Wire.output(0, "late"));
        rig.loop.run();

        assertThat(rig.client.leg().wires).isEmpty();
    }

    @Test
    void endsSoonAfterAClientThatSaidGoodbye() {
        rig.fromClient(Wire.up(0, PayloadTypes.FLAG, Bytes.ofHex("00000002")));
        rig.clientGoes();

        rig.pass(Duration.ofSeconds(1));

        assertThat(rig.node.leg().story()).endsWith("channel_closed");
        assertThat(rig.reports).endsWith("ended: closed by client");
    }

    @Test
    void marksTheComingsAndGoingsInTheRecording() {
        rig.clientGoes();
        rig.clientComes();
        rig.nodeGoes();
        rig.nodeComes();

        assertThat(rig.tap.marks())
                .containsExactly(
                        "client disconnected",
                        "client connected",
                        "node disconnected",
                        "node connected");
    }
}
