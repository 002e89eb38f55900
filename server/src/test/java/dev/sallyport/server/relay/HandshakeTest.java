package dev.sallyport.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Duties G6 (nothing lost or swapped within a handshake) and G7 (silence after the handshake of a
/// forwarded port); case DC-16.
class HandshakeTest {
    private static final SessionKind FORWARDING =
            new SessionKind("Port", "LocalPortForwarding", false);
    private static final Bytes REQUEST =
            Wire.down(0, PayloadTypes.HANDSHAKE_REQUEST, Bytes.ofUtf8("{\"request\":1}"));
    private static final Bytes RESPONSE =
            Wire.up(0, PayloadTypes.HANDSHAKE_RESPONSE, Bytes.ofUtf8("{\"response\":1}"));
    private static final Bytes COMPLETE =
            Wire.down(1, PayloadTypes.HANDSHAKE_COMPLETE, Bytes.ofUtf8("{\"complete\":1}"));

    @Test
    void g7SendsTheAcknowledgementOfTheResponseBeforeHandshakeComplete() {
        Rig rig = Rig.of(FORWARDING);
        respond(rig);

        rig.fromNode(COMPLETE, Wire.ack(RESPONSE));

        assertThat(rig.client.leg().story())
                .containsExactly("output_stream_data 0", "acknowledge 0", "output_stream_data 1");
    }

    @Test
    void g7WaitsForAnAcknowledgementThatComesLater() {
        Rig rig = Rig.of(FORWARDING);
        respond(rig);
        rig.fromNode(COMPLETE);
        assertThat(rig.client.leg().story()).containsExactly("output_stream_data 0");

        rig.fromNode(Wire.ack(RESPONSE));

        assertThat(rig.client.leg().story())
                .containsExactly("output_stream_data 0", "acknowledge 0", "output_stream_data 1");
    }

    @Test
    void g7IsSilentAfterHandshakeCompleteAndThenGoesOnInOrder() {
        Rig rig = Rig.of(FORWARDING);
        respond(rig);
        rig.fromNode(Wire.ack(RESPONSE), COMPLETE);
        rig.client.leg().forget();

        rig.fromClient(Wire.ack(COMPLETE), Wire.input(1, "SYN"));
        rig.fromNode(Wire.ackUp(1), Wire.output(2, "hello"));
        rig.pass(Duration.ofMillis(165));
        assertThat(rig.client.leg().wires).isEmpty();

        rig.pass(Duration.ofMillis(15));
        assertThat(rig.client.leg().story())
                .containsExactly("acknowledge 1", "output_stream_data 2");
    }

    @Test
    void g7HoldsARepeatedHandshakeCompleteBackToo() {
        Rig rig = Rig.of(FORWARDING);
        respond(rig);
        rig.fromNode(Wire.ack(RESPONSE), COMPLETE);
        rig.client.leg().forget();

        rig.fromNode(COMPLETE);
        rig.pass(Duration.ofMillis(150));

        assertThat(rig.client.leg().wires).isEmpty();
    }

    @Test
    void g7GivesUpOnAnAcknowledgementThatIsLost() {
        Rig rig = Rig.of(FORWARDING);
        respond(rig);
        rig.fromNode(COMPLETE);

        rig.pass(Duration.ofSeconds(1));

        assertThat(rig.client.leg().story())
                .containsExactly("output_stream_data 0", "output_stream_data 1");
    }

    @Test
    void g7HoldsNothingBackInOtherSessions() {
        Rig rig = Rig.of(new SessionKind("Port", "", false));
        respond(rig);

        rig.fromNode(COMPLETE, Wire.ack(RESPONSE), Wire.output(2, "SSH-2.0"));

        assertThat(rig.client.leg().story())
                .containsExactly(
                        "output_stream_data 0",
                        "output_stream_data 1",
                        "acknowledge 0",
                        "output_stream_data 2");
    }

    @Test
    void g6KeepsAHandshakeForAClientThatIsLate() {
        Rig rig = new Rig();
        rig.kind = FORWARDING;
        rig.open();
        rig.nodeComes();
        rig.fromNode(REQUEST);

        rig.pass(Duration.ofSeconds(10));
        rig.clientComes();

        assertThat(rig.client.leg().wires).containsExactly(REQUEST);
    }

    private static void respond(Rig rig) {
        rig.fromNode(REQUEST);
        rig.fromClient(Wire.ack(REQUEST), RESPONSE);
        assertThat(rig.node.leg().wires).containsExactly(Wire.ack(REQUEST), RESPONSE);
    }
}
