package dev.sallyport.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.smux.Multiplexer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Forwarded ports of the whole agent, to servers of this machine.
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class PortTest {
    private static final String NEW_CLIENT = "1.2.835.0";
    private static final String OLD_CLIENT = "1.1.60.0";
    private static final Bytes DISCONNECT = Bytes.ofHex("00000001");
    private static final Bytes TERMINATE = Bytes.ofHex("00000002");

    @TempDir Path folder;
    private AgentRig rig;
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private ServerSocket target;

    /// What a target does with one connection.
    private interface Behaviour {
        void serve(Socket socket) throws IOException;
    }

    @BeforeEach
    void startAgent() throws Exception {
        rig = new AgentRig(folder);
        target = new ServerSocket(0, 200, InetAddress.ofLiteral("127.0.0.1"));
    }

    @AfterEach
    void stopAgent() throws Exception {
        target.close();
        for (Socket socket : accepted) {
            socket.close();
        }
        rig.close();
        assertThat(rig.server.complaints).isEmpty();
    }

    private void serve(Behaviour behaviour) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        while (true) {
                            Socket socket = target.accept();
                            accepted.add(socket);
                            Thread.ofVirtual().start(() -> serve(socket, behaviour));
                        }
                    } catch (IOException _) {
                        // The test is over.
                    }
                });
    }

    private static void serve(Socket socket, Behaviour behaviour) {
        try {
            behaviour.serve(socket);
        } catch (IOException _) {
            // The other end has gone.
        }
    }

    private static void echo(Socket socket) throws IOException {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        }
    }

    private MuxClient forward() throws Exception {
        return new MuxClient(open(target.getLocalPort(), "\"type\":\"LocalPortForwarding\","));
    }

    private FakeClient open(int port, String more) throws Exception {
        FakeClient client = order(port, more);
        client.shakeHands(NEW_CLIENT);
        return client;
    }

    private FakeClient order(int port, String more) throws Exception {
        return rig.session("alice-1", "Port", "{" + more + "\"portNumber\":\"" + port + "\"}");
    }

    @Test
    void carriesManyConnectionsOverOneStream() throws Exception {
        serve(PortTest::echo);
        MuxClient client = forward();
        byte[] sent = new byte[300_000];
        new Random(1).nextBytes(sent);
        long[] streams = new long[20];
        for (int i = 0; i < streams.length; i++) {
            streams[i] = client.open();
        }
        for (int at = 0; at < sent.length; at += 60_000) {
            for (long stream : streams) {
                client.send(stream, Bytes.copyOf(sent).slice(at, at + 60_000));
            }
        }

        for (long stream : streams) {
            client.await(stream, sent.length);
            assertThat(client.received(stream)).isEqualTo(Bytes.wrap(sent.clone()));
        }
        assertThat(streams[0]).isEqualTo(3);
        assertThat(streams[1]).isEqualTo(5);
    }

    @Test
    void endsWhenTheClientSaysSo() throws Exception {
        var ended = new CompletableFuture<Boolean>();
        serve(socket -> {
            echo(socket);
            ended.complete(true);
        });
        MuxClient client = forward();
        long stream = client.open();
        client.send(stream, Bytes.ofUtf8("x"));
        client.await(stream, 1);

        client.channel().flag(TERMINATE);

        assertThat(rig.result(true).finalTaskStatus()).isEqualTo("Success");
        assertThat(ended.join()).isTrue();
    }

    @Test
    void saysThatNobodyListensAndGoesOn() throws Exception {
        MuxClient client = forward();
        target.close();
        long stream = client.open();

        client.awaitClosed(stream);

        assertThat(client.channel().flags()).containsExactly(Bytes.ofHex("00000003"));
        target = new ServerSocket(target.getLocalPort(), 10, InetAddress.ofLiteral("127.0.0.1"));
        serve(PortTest::echo);
        long second = client.open();
        client.send(second, Bytes.ofUtf8("again"));
        client.await(second, 5);
    }

    @Test
    void deliversEverythingBeforeItClosesEitherWay() throws Exception {
        byte[] page = new byte[500_000];
        new Random(2).nextBytes(page);
        serve(socket -> {
            try (socket) {
                assertThat(socket.getInputStream().readNBytes(4)).hasSize(4);
                socket.getOutputStream().write(page);
            }
        });
        MuxClient client = forward();
        long stream = client.open();
        client.send(stream, Bytes.ofUtf8("GET "));

        client.awaitClosed(stream);

        assertThat(client.received(stream)).isEqualTo(Bytes.wrap(page.clone()));
    }

    @Test
    void deliversWhatAClientSentBeforeItClosed() throws Exception {
        byte[] upload = new byte[600_000];
        new Random(3).nextBytes(upload);
        var got = new CompletableFuture<byte[]>();
        serve(socket -> got.complete(socket.getInputStream().readAllBytes()));
        MuxClient client = forward();
        long stream = client.open();
        for (int at = 0; at < upload.length; at += 60_000) {
            client.send(stream, Bytes.copyOf(upload).slice(at, at + 60_000));
        }
        client.close(stream);

        assertThat(got.join()).isEqualTo(upload);
    }

    @Test
    void aTargetThatDoesNotReadHoldsItsClientUp() throws Exception {
        serve(_ -> {});
        MuxClient client = forward();
        long stream = client.open();
        Bytes block = Bytes.wrap(new byte[60_000]);

        // Far more than the agent, the sockets and this test's own pipe to it can hold.
        Thread sender = Thread.ofVirtual().start(() -> client.flood(stream, block, 2000));
        client.channel().awaitStill(() -> client.channel().acknowledgedBytes());

        assertThat(client.channel().unacknowledged()).isPositive();
        assertThat(client.channel().acknowledgedBytes()).isLessThan(40L << 20);
        accepted.getFirst().close();
        client.awaitClosed(stream);
        sender.join();
    }

    @Test
    void aClientThatDoesNotReadHoldsTheTargetUp() throws Exception {
        var written = new AtomicLong();
        serve(socket -> {
            byte[] block = new byte[64 * 1024];
            while (true) {
                socket.getOutputStream().write(block);
                written.addAndGet(block.length);
            }
        });
        MuxClient client = forward();
        client.channel().acknowledge(false);
        client.open();
        client.channel().await("a full window", () -> client.channel().bytesReceived() >= 1 << 20);
        client.channel().awaitStill(written::get);

        assertThat(client.channel().bytesReceived()).isLessThan((1 << 20) + (64 << 10));
        assertThat(written.get()).isLessThan(40L << 20);
    }

    @Test
    void sendsKeepAlivesOnlyToClientsThatNeedThem() throws Exception {
        serve(PortTest::echo);
        FakeClient old = order(target.getLocalPort(), "\"type\":\"LocalPortForwarding\",");
        old.shakeHands("1.2.0.0");
        MuxClient client = new MuxClient(old);

        client.awaitKeepAlive();

        assertThat(Multiplexer.keepAlive()).isEqualTo(Bytes.ofHex("0103000000000000"));
    }

    @Test
    void connectsSshBeforeTheFirstByte() throws Exception {
        serve(socket ->
                socket.getOutputStream().write("SSH-2.0-x".getBytes(StandardCharsets.US_ASCII)));
        FakeClient client = open(target.getLocalPort(), "");

        client.awaitOutput("SSH-2.0-x");
        accepted.getFirst().close();

        client.awaitState("Terminating");
        assertThat(rig.result(true).finalTaskStatus()).isEqualTo("Success");
    }

    @Test
    void saysWhySshCannotConnect() throws Exception {
        int port = target.getLocalPort();
        target.close();
        open(port, "");

        assertThat(rig.result(true).output()).startsWith("Unable to connect to specified port: ");
    }

    @Test
    void servesClientsThatCannotMultiplex() throws Exception {
        serve(PortTest::echo);
        FakeClient client = order(target.getLocalPort(), "\"type\":\"LocalPortForwarding\",");
        client.shakeHands(OLD_CLIENT);
        client.type("one");
        client.awaitOutput("one");
        client.flag(DISCONNECT);
        client.awaitAllAcknowledged();
        client.type("two");

        client.awaitOutput("onetwo");
        assertThat(accepted).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "fd00:ec2::254",
                "::ffff:169.254.169.254",
                "0xa9fea9fe",
                "203.0.113.7"
            })
    void refusesMetadataServices(String host) throws Exception {
        rig.order(
                "alice-1",
                "Port",
                "{}",
                "{\"host\":\""
                        + host
                        + "\",\"portNumber\":\"80\",\"type\":\"LocalPortForwarding\"}");

        assertThat(rig.result(true).output())
                .startsWith("Forwarding to IP address ")
                .endsWith(" is forbidden.");
    }

    @Test
    void failsASessionWhoseClientRefusesTheHandshake() throws Exception {
        FakeClient client = order(target.getLocalPort(), "\"type\":\"LocalPortForwarding\",");

        client.refuseHandshake("no such thing");

        assertThat(rig.result(true).output())
                .isEqualTo("SessionType failed on client with status 2 error: no such thing");
    }

    @Test
    void endsWhenTheStreamBreaks() throws Exception {
        FakeClient client = open(target.getLocalPort(), "\"type\":\"LocalPortForwarding\",");

        client.type("this is no smux");

        assertThat(rig.result(true).output()).contains("smux: ");
    }
}
