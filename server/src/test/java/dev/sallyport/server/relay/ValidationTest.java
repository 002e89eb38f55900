package dev.sallyport.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.AgentSessionState;
import dev.sallyport.protocol.channel.MessageTypes;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.ssh.ScreenRecord;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Duty G8 (every frame is checked) and case DC-45.
class ValidationTest {
    private final Rig rig = Rig.shell();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 115, 116, 117, 118, 119})
    void g8DropsAFrameThatIsShorterThanItsHeader(int size) {
        rig.fromNode(Wire.output(0, "$ ").slice(0, size));
        rig.fromClient(Wire.input(0, "l").slice(0, size));

        assertThat(rig.client.leg().wires).isEmpty();
        assertThat(rig.node.leg().wires).isEmpty();
    }

    @Test
    void g8DropsAFrameWithAWrongDigest() {
        byte[] wire = Wire.output(0, "$ ").toArray();
        wire[wire.length - 1] ^= 1;

        rig.fromNode(Bytes.wrap(wire));

        assertThat(rig.client.leg().wires).isEmpty();
        assertThat(rig.tap.events).isEmpty();
    }

    @Test
    void g8DropsAFrameThatClaimsAGibibyte() {
        byte[] wire = Wire.output(0, "$ ").toArray();
        ByteBuffer.wrap(wire).putInt(116, 1 << 30);

        rig.fromNode(Bytes.wrap(wire));

        assertThat(rig.client.leg().wires).isEmpty();
    }

    @Test
    void g8DropsAFrameLargerThanAllowed() {
        rig.fromNode(Wire.down(0, 1, Bytes.wrap(new byte[256 << 10])));

        assertThat(rig.client.leg().wires).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MessageTypes.INPUT_STREAM_DATA,
                MessageTypes.CHANNEL_CLOSED,
                MessageTypes.PAUSE_PUBLICATION,
                MessageTypes.START_PUBLICATION,
                MessageTypes.INTERACTIVE_SHELL,
                "anything_else"
            })
    void g8TakesFromANodeOnlyWhatNodesSend(String type) {
        rig.fromNode(Wire.control(type));

        assertThat(rig.client.leg().wires).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MessageTypes.OUTPUT_STREAM_DATA,
                MessageTypes.AGENT_SESSION_STATE,
                MessageTypes.CHANNEL_CLOSED,
                MessageTypes.PAUSE_PUBLICATION,
                "anything_else"
            })
    void g8TakesFromAClientOnlyWhatClientsSend(String type) {
        rig.fromClient(Wire.control(type));

        assertThat(rig.node.leg().wires).isEmpty();
    }

    @Test
    void nobodyButANodeThatEndsSshTellsARecordingAnything() {
        Bytes told = new ScreenRecord.Output(Bytes.ofUtf8("never seen")).encode();
        rig.fromNode(Wire.down(0, PayloadTypes.SCREEN, told));
        rig.fromClient(Wire.up(0, PayloadTypes.SCREEN, told));
        Rig ssh = Rig.of(new SessionKind("Ssh", "", false));
        ssh.fromClient(Wire.up(0, PayloadTypes.SCREEN, told));

        assertThat(rig.tap.events).isEmpty();
        assertThat(rig.client.leg().wires).isEmpty();
        assertThat(rig.node.leg().wires).isEmpty();
        assertThat(ssh.tap.events).isEmpty();
        assertThat(ssh.node.leg().wires).isEmpty();
    }

    @Test
    void g8TakesNoNegativeNumber() {
        rig.fromNode(Wire.output(-1, "$ "));

        assertThat(rig.client.leg().wires).isEmpty();
    }

    @Test
    void g8TakesNoAcknowledgementThatDoesNotParseOrIsHuge() {
        rig.fromNode(Wire.output(0, "$ "));
        Bytes junk = Wire.control(MessageTypes.ACKNOWLEDGE);

        rig.fromClient(junk);

        assertThat(rig.node.leg().wires).isEmpty();
    }

    @Test
    void g8ClosesASocketThatSendsOnlyRubbish() {
        for (int i = 0; i < 99; i++) {
            rig.fromNode(Bytes.EMPTY);
        }
        assertThat(rig.node.leg().closed).isFalse();

        rig.fromNode(Bytes.EMPTY);

        assertThat(rig.node.leg().closed).isTrue();
        assertThat(rig.client.leg().goodbye()).isEqualTo("(open)");
    }

    @Test
    void g9ConsumesTheStateOfTheNode() {
        rig.fromNode(Wire.state(AgentSessionState.CONNECTED));

        assertThat(rig.client.leg().wires).isEmpty();
        assertThat(rig.node.leg().wires).isEmpty();
    }

    @Test
    void dc45ForwardsNoFrameThatWasMutated() {
        Random random = new Random(45);
        byte[] good = Wire.output(0, "the quick brown fox").toArray();
        byte[] goodInput = Wire.input(0, "jumps over").toArray();
        for (int i = 0; i < 20_000; i++) {
            if (i % 90 == 0) {
                rig.nodeComes();
                rig.clientComes();
            }
            rig.node.input().frame(mutant(good, random));
            rig.client.input().frame(mutant(goodInput, random));
            rig.loop.run();
        }

        // Headers are not covered by the digest: what got through is a sound frame of another
        // number or date, with the payload as it was.
        assertThat(rig.tap.text(Direction.DOWN)).matches("(the quick brown fox)*");
        assertThat(rig.tap.text(Direction.UP)).matches("(jumps over)*");
        assertThat(rig.client.leg().screen()).matches("(the quick brown fox)*");
        assertThat(rig.isOpen()).isTrue();
    }

    private static Bytes mutant(byte[] good, Random random) {
        byte[] wire =
                random.nextInt(4) == 0
                        ? Arrays.copyOf(good, random.nextInt(good.length + 40))
                        : good.clone();
        for (int i = 1 + random.nextInt(3); i > 0 && wire.length > 0; i--) {
            wire[random.nextInt(wire.length)] = (byte) random.nextInt();
        }
        return Bytes.wrap(wire);
    }
}
