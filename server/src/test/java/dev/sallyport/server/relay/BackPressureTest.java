package dev.sallyport.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Duty G4 (bounded queues in both directions) and case DC-42.
class BackPressureTest {
    private static final Bytes LARGE = Bytes.wrap(new byte[64 << 10]);

    private final Rig rig = Rig.shell();
    private long next;

    @Test
    void g4StopsReadingTheNodeWhileTheClientIsSlow() {
        rig.client.leg().writable = false;
        outputs(7);
        assertThat(rig.node.leg().reading).isTrue();

        outputs(2);
        assertThat(rig.node.leg().reading).isFalse();

        rig.client.leg().writable = true;
        rig.client.input().writable();
        rig.loop.run();
        assertThat(rig.node.leg().reading).isTrue();
        assertThat(rig.client.leg().wires).hasSize(9);
    }

    @Test
    void g4StopsReadingTheClientWhileTheNodeIsSlow() {
        rig.node.leg().writable = false;
        for (int i = 0; i < 9; i++) {
            rig.fromClient(Wire.up(i, 1, LARGE));
        }

        assertThat(rig.client.leg().reading).isFalse();
    }

    @Test
    void g4StopsReadingWhileTheRecorderIsSlow() {
        rig.tap.slow = true;
        outputs(9);
        assertThat(rig.node.leg().reading).isFalse();
        assertThat(rig.client.leg().wires).isEmpty();

        rig.tap.storeAll();
        rig.loop.run();

        assertThat(rig.node.leg().reading).isTrue();
        assertThat(rig.client.leg().wires).hasSize(9);
    }

    @Test
    void g4StopsReadingASocketThatOutrunsTheLoop() {
        for (int i = 0; i < 9; i++) {
            rig.node.input().frame(Wire.down(i, 1, LARGE));
        }
        assertThat(rig.node.leg().reading).isFalse();

        rig.loop.run();

        assertThat(rig.node.leg().reading).isTrue();
    }

    @Test
    void g4StopsReadingANodeThatGoesOnWithoutItsClient() {
        rig.clientGoes();
        outputs(9);
        assertThat(rig.node.leg().reading).isFalse();

        rig.clientComes();

        assertThat(rig.node.leg().reading).isTrue();
        assertThat(rig.client.leg().wires).hasSize(9);
    }

    @Test
    void keepsANewSocketOfAHeldEndUnread() {
        rig.client.leg().writable = false;
        outputs(9);

        rig.nodeComes();

        assertThat(rig.node.leg().reading).isFalse();
    }

    @Test
    void stopsSendingWhenTheSocketIsFull() {
        rig.client.leg().room = 2;
        outputs(5);
        assertThat(rig.client.leg().wires).hasSize(2);

        rig.client.leg().writable = true;
        rig.client.input().writable();
        rig.loop.run();

        assertThat(rig.client.leg().wires).hasSize(5);
    }

    @Test
    void dc42PausesTheNodeWhileItsClientIsAwayAndGoesOnAfterwards() {
        rig.fromNode(Wire.output(next++, "y"));
        rig.fromClient(Wire.ackDown(0));
        rig.node.leg().forget();
        rig.clientGoes();
        assertThat(rig.node.leg().story()).containsExactly("pause_publication");

        rig.pass(Duration.ofSeconds(3));
        rig.clientComes();

        assertThat(rig.node.leg().story())
                .containsExactly("pause_publication", "start_publication");
        rig.fromNode(Wire.output(next++, "y"));
        assertThat(rig.client.leg().screen()).isEqualTo("y");
    }

    private void outputs(int count) {
        for (int i = 0; i < count; i++) {
            rig.fromNode(Wire.down(next++, 1, LARGE));
        }
    }
}
