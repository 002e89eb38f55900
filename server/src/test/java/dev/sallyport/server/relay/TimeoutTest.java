package dev.sallyport.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Duty G20 (idle and maximum time are the server's) and cases DC-35, DC-36.
class TimeoutTest {
    private static final Bytes SIZE = Bytes.ofUtf8("{\"cols\":80,\"rows\":24}");
    private static final Bytes NOP = Bytes.ofHex("0103000000000000");

    @Test
    void dc35EndsASessionInWhichOnlySizesChange() {
        Rig rig = idle(SessionKind.shell());
        for (int i = 0; i < 6; i++) {
            rig.fromClient(Wire.up(i, PayloadTypes.SIZE, SIZE));
            rig.pass(Duration.ofSeconds(10));
        }

        assertThat(rig.client.leg().goodbye()).isEqualTo("Session ended: idle for 1 minute.");
        assertThat(rig.node.leg().story()).endsWith("channel_closed");
        assertThat(rig.reports).endsWith("ended: idle");
    }

    @Test
    void dc35GoesOnWhileSomebodyTypes() {
        Rig rig = idle(SessionKind.shell());
        for (int i = 0; i < 10; i++) {
            rig.fromClient(Wire.input(i, "x"));
            rig.pass(Duration.ofSeconds(59));
        }

        assertThat(rig.client.leg().goodbye()).isEqualTo("(open)");
    }

    @Test
    void dc35GoesOnWhileTheNodePrints() {
        Rig rig = idle(SessionKind.shell());
        for (int i = 0; i < 10; i++) {
            rig.fromNode(Wire.output(i, "tick"));
            rig.pass(Duration.ofSeconds(59));
        }

        assertThat(rig.client.leg().goodbye()).isEqualTo("(open)");
    }

    @Test
    void g20TakesNoRepeatForActivity() {
        Rig rig = idle(SessionKind.shell());
        for (int i = 0; i < 13; i++) {
            rig.fromNode(Wire.output(0, "$ "));
            rig.pass(Duration.ofSeconds(5));
        }

        assertThat(rig.client.leg().goodbye()).isEqualTo("Session ended: idle for 1 minute.");
    }

    @Test
    void g20TakesNoKeepAliveOfAMultiplexerForActivity() {
        Rig rig = idle(new SessionKind("Port", "LocalPortForwarding", false));
        for (int i = 0; i < 6; i++) {
            rig.fromNode(Wire.down(i, PayloadTypes.OUTPUT, NOP));
            rig.fromClient(Wire.up(i, PayloadTypes.OUTPUT, NOP));
            rig.pass(Duration.ofSeconds(10));
        }

        assertThat(rig.client.leg().goodbye()).isEqualTo("Session ended: idle for 1 minute.");
    }

    @Test
    void g20TakesTheSameBytesInAShellForActivity() {
        Rig rig = idle(SessionKind.shell());
        for (int i = 0; i < 7; i++) {
            rig.fromNode(Wire.down(i, PayloadTypes.OUTPUT, NOP));
            rig.pass(Duration.ofSeconds(10));
        }

        assertThat(rig.client.leg().goodbye()).isEqualTo("(open)");
    }

    @Test
    void endsAfterTwentyMinutesUnlessToldOtherwise() {
        Rig rig = Rig.shell();

        rig.pass(Duration.ofMinutes(20));

        assertThat(rig.client.leg().goodbye()).isEqualTo("Session ended: idle for 20 minutes.");
    }

    @Test
    void dc36EndsABusySessionAtItsMaximum() {
        Rig rig = new Rig();
        rig.limits = rig.limits.withMaximum(Duration.ofMinutes(2));
        rig.opened();
        for (int i = 0; i < 12; i++) {
            rig.fromNode(Wire.output(i, "tick"));
            rig.pass(Duration.ofSeconds(10));
        }

        assertThat(rig.client.leg().goodbye())
                .isEqualTo("Session ended: maximum duration of 2 minutes reached.");
        assertThat(rig.node.leg().story()).endsWith("channel_closed");
        assertThat(rig.reports).endsWith("ended: maximum duration");
    }

    @Test
    void countsTheMaximumFromTheSessionsStartAndNotFromTheServers() {
        Rig rig = new Rig();
        rig.limits = rig.limits.withMaximum(Duration.ofMinutes(2));
        rig.started = Instant.parse("2030-01-01T11:59:00Z");
        rig.opened();

        rig.pass(Duration.ofSeconds(60));

        assertThat(rig.reports).endsWith("ended: maximum duration");
    }

    private static Rig idle(SessionKind kind) {
        Rig rig = new Rig();
        rig.kind = kind;
        rig.limits = SessionLimits.usual(kind).withIdle(Duration.ofMinutes(1));
        return rig.opened();
    }
}
