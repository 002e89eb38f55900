package dev.sallyport.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.ssh.ScreenRecord;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// SSH sessions: what a node tells is stored before the encrypted bytes that show it go on.
class SshTest {
    private static final SessionKind SSH = new SessionKind("Ssh", "", false);
    private static final Bytes TOLD = new ScreenRecord.Output(Bytes.ofUtf8("$ ")).encode();

    private final Rig rig = Rig.of(SSH);

    @Test
    void keepsWhatIsToldAndOnlyTheSizeOfWhatIsEncrypted() {
        rig.fromNode(Wire.down(0, PayloadTypes.SCREEN, TOLD), Wire.output(1, "cipher"));
        rig.fromClient(Wire.input(0, "text"));

        assertThat(rig.tap.events)
                .containsExactly(
                        new TapEvent.Streamed(Direction.DOWN, PayloadTypes.SCREEN, TOLD),
                        new TapEvent.Sealed(Direction.DOWN, 6),
                        new TapEvent.Sealed(Direction.UP, 4));
    }

    @Test
    void holdsEncryptedBytesUntilWhatWasToldOfThemIsStored() {
        rig.tap.slow = true;
        rig.fromNode(Wire.down(0, PayloadTypes.SCREEN, TOLD), Wire.output(1, "cipher"));

        assertThat(rig.client.leg().wires).isEmpty();
        rig.tap.storeAll();
        rig.loop.run();
        assertThat(rig.client.leg().wires).hasSize(2);
    }

    @Test
    void putsFramesInOrderSoThatNothingOvertakesWhatIsTold() {
        rig.fromNode(Wire.output(1, "cipher"));
        assertThat(rig.client.leg().wires).isEmpty();

        rig.fromNode(Wire.down(0, PayloadTypes.SCREEN, TOLD));
        assertThat(rig.tap.events)
                .containsExactly(
                        new TapEvent.Streamed(Direction.DOWN, PayloadTypes.SCREEN, TOLD),
                        new TapEvent.Sealed(Direction.DOWN, 6));
    }

    @Test
    void isIdleWhileOnlyKeepAlivesPass() {
        Duration idle = rig.limits.idle();
        rig.pass(idle.minusSeconds(60));
        rig.fromNode(Wire.output(0, "keep-alive"));
        rig.fromClient(Wire.input(0, "keep-alive"));
        rig.pass(Duration.ofSeconds(61));

        assertThat(rig.reports).last().asString().startsWith("ended");
    }

    @Test
    void isNotIdleWhileSomethingIsTold() {
        Duration idle = rig.limits.idle();
        rig.pass(idle.minusSeconds(60));
        rig.fromNode(Wire.down(0, PayloadTypes.SCREEN, TOLD));
        rig.pass(Duration.ofSeconds(61));

        assertThat(rig.reports).noneMatch(report -> report.startsWith("ended"));
    }
}
