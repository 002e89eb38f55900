package dev.sallyport.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.smux.MalformedMuxException;
import dev.sallyport.protocol.smux.Multiplexer;
import dev.sallyport.protocol.smux.MuxEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.ssm.model.StartSessionResponse;
import tools.jackson.databind.JsonNode;

/// Forwarded ports and commands, through the server and a node.
@ExtendWith(SharedSallyport.class)
class PortsTest {
    private static final Bytes TERMINATE = Bytes.ofHex("00000002");
    private static final int BLOCK = 1024;

    private ServerSocket target;

    /// A server of this machine that says what it is told.
    @BeforeEach
    void startEcho() throws IOException {
        target = new ServerSocket(0, 300, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void stopEcho() throws IOException {
        target.close();
    }

    private void serve() {
        try {
            while (true) {
                Socket socket = target.accept();
                Thread.ofVirtual().start(() -> echo(socket));
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException _) {
            // The other end has gone.
        }
    }

    private String port() {
        return Integer.toString(target.getLocalPort());
    }

    private static StartSessionResponse start(
            Sallyport sallyport, String document, Map<String, List<String>> parameters) {
        try (SsmClient ssm = Sdk.ssm(sallyport)) {
            return ssm.startSession(it ->
                    it.target(sallyport.node()).documentName(document).parameters(parameters));
        }
    }

    @Test
    void anSshStreamArrivesAsItIsAndLeavesAConnectionRecord(Sallyport sallyport) throws Exception {
        byte[] sent = new byte[300 * BLOCK];
        new Random(1).nextBytes(sent);
        StartSessionResponse started =
                start(sallyport, "AWS-StartSSHSession", Map.of("portNumber", List.of(port())));
        try (StreamClient client = new StreamClient(sallyport, started)) {
            for (int at = 0; at < sent.length; at += BLOCK) {
                client.send(PayloadTypes.OUTPUT, Bytes.wrap(sent).slice(at, at + BLOCK));
            }
            client.await("echo", () -> client.received(PayloadTypes.OUTPUT).size() >= sent.length);
            assertThat(client.received(PayloadTypes.OUTPUT)).isEqualTo(Bytes.wrap(sent));
            client.send(PayloadTypes.FLAG, TERMINATE);
            client.await("end", () -> !client.closed().isEmpty());
        }

        JsonNode record =
                Sallyport.json(sallyport.cli("", "play", "--json", started.sessionId()).output());
        assertThat(record.path("content").asString()).isEqualTo("opaque");
        assertThat(record.path("target").asString()).isEqualTo("localhost:" + port());
        assertThat(record.path("downBytes").asLong()).isEqualTo(sent.length);
        assertThat(record.path("upBytes").asLong()).isEqualTo(sent.length);
        assertThat(record.path("outputBytes").isMissingNode()).isTrue();
    }

    /// G7: 200 of 200.
    @Test
    void twoHundredConnectionsShareOneSession(Sallyport sallyport) throws Exception {
        StartSessionResponse started =
                start(
                        sallyport,
                        "AWS-StartPortForwardingSessionToRemoteHost",
                        Map.of("host", List.of("127.0.0.1"), "portNumber", List.of(port())));
        try (StreamClient client = new StreamClient(sallyport, started)) {
            Multiplexer mux = Multiplexer.client(1000);
            Map<Long, ByteArrayOutputStream> echoes = new HashMap<>();
            client.onOutput(chunk -> take(mux, chunk, echoes));
            for (int i = 0; i < 200; i++) {
                Bytes hello = Bytes.ofUtf8("hello " + i);
                synchronized (client) {
                    Multiplexer.Opening opening = mux.open().orElseThrow();
                    client.send(PayloadTypes.OUTPUT, opening.wire());
                    client.send(
                            PayloadTypes.OUTPUT, mux.data(opening.stream(), hello).orElseThrow());
                }
            }

            client.await("200 echoes", () -> whole(echoes) == 200);
            client.send(PayloadTypes.FLAG, TERMINATE);
        }
    }

    private static void take(
            Multiplexer mux, Bytes chunk, Map<Long, ByteArrayOutputStream> echoes) {
        try {
            for (MuxEvent event : mux.received(chunk)) {
                if (event instanceof MuxEvent.Received(long stream, Bytes bytes)) {
                    echoes.computeIfAbsent(stream, _ -> new ByteArrayOutputStream())
                            .writeBytes(bytes.toArray());
                }
            }
        } catch (MalformedMuxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The client's streams are 3, 5, 7 and so on.
    private static long whole(Map<Long, ByteArrayOutputStream> echoes) {
        return echoes.entrySet().stream()
                .filter(echo ->
                        Bytes.wrap(echo.getValue().toByteArray())
                                .toUtf8()
                                .equals("hello " + (echo.getKey() - 3) / 2))
                .count();
    }

    @Test
    void aMetadataServiceIsNoTarget(Sallyport sallyport) {
        for (String host : List.of("169.254.169.254", "fd00:ec2::254", "0xa9fea9fe")) {
            assertThatThrownBy(() ->
                            start(
                                    sallyport,
                                    "AWS-StartPortForwardingSessionToRemoteHost",
                                    Map.of("host", List.of(host), "portNumber", List.of("80"))))
                    .isInstanceOf(SsmException.class)
                    .hasMessageContaining("is forbidden");
        }
    }

    @Test
    void aCommandsOutputsArriveApartWithItsExitCode(Sallyport sallyport) throws Exception {
        StartSessionResponse started =
                start(
                        sallyport,
                        "AWS-StartNonInteractiveCommand",
                        Map.of(
                                "command",
                                List.of("sh -c \"echo to-out; echo to-err >&2; exit 7\"")));
        try (StreamClient client = new StreamClient(sallyport, started)) {
            client.await("end", () -> !client.closed().isEmpty());

            assertThat(client.text(PayloadTypes.OUTPUT)).isEqualTo("to-out\n");
            assertThat(client.text(PayloadTypes.ERROR_OUTPUT)).isEqualTo("to-err\n");
            assertThat(client.text(PayloadTypes.EXIT_CODE)).isEqualTo("EXIT_CODE: 7");
        }
    }
}
