package dev.sallyport.cli.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.cli.channel.PortProperties;
import dev.sallyport.cli.channel.Purpose;
import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.smux.Multiplexer;
import dev.sallyport.protocol.smux.MuxEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PortUseTest {
    private static final String NEW_AGENT = "3.3.987.0";
    private static final String OLD_AGENT = "3.0.100.0";

    private final FakeChannel channel = new FakeChannel();
    private final Multiplexer node = Multiplexer.server(8);
    private final Deque<MuxEvent> events = new ArrayDeque<>();
    private final CompletableFuture<Boolean> failed = new CompletableFuture<>();
    private LocalListener listener;
    private PortUse port;

    @BeforeEach
    void listen() throws Exception {
        listener = LocalListener.tcp(0);
    }

    @AfterEach
    void stop() {
        listener.close();
        channel.close();
    }

    private void begin(String agentVersion) {
        port =
                PortUse.begin(
                        new Purpose.Port(
                                agentVersion,
                                new PortProperties("80", "0", "", "", "LocalPortForwarding")),
                        channel,
                        () -> failed.complete(true));
        channel.serves(port);
        listener.accept(port::open);
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), listener.port());
    }

    private MuxEvent heard() throws Exception {
        while (events.isEmpty()) {
            FakeChannel.Sent sent = channel.next();
            assertThat(sent.type()).isEqualTo(PayloadTypes.OUTPUT);
            events.addAll(node.received(sent.payload()));
        }
        return events.remove();
    }

    private void answer(long stream, String text) {
        node.data(stream, Bytes.ofUtf8(text))
                .ifPresent(wire -> channel.receive(PayloadTypes.OUTPUT, wire));
    }

    private void closeAtNode(long stream) {
        node.close(stream).ifPresent(wire -> channel.receive(PayloadTypes.OUTPUT, wire));
    }

    @Test
    void carriesEachConnectionAsAStreamOfItsOwn() throws Exception {
        begin(NEW_AGENT);
        try (Socket first = connect()) {
            assertThat(heard()).isEqualTo(new MuxEvent.Opened(3));
            try (Socket second = connect()) {
                assertThat(heard()).isEqualTo(new MuxEvent.Opened(5));
                second.getOutputStream().write("two".getBytes(StandardCharsets.UTF_8));
                assertThat(heard()).isEqualTo(new MuxEvent.Received(5, Bytes.ofUtf8("two")));
                first.getOutputStream().write('\n');
                assertThat(heard()).isEqualTo(new MuxEvent.Received(3, Bytes.ofUtf8("\n")));

                answer(3, "for one");
                answer(5, "for two");
                closeAtNode(3);
                closeAtNode(5);
                assertThat(all(first)).isEqualTo("for one");
                assertThat(all(second)).isEqualTo("for two");
            }
        }
    }

    @Test
    void givesAProgramThatHasSentAllItsAnswer() throws Exception {
        begin(NEW_AGENT);
        try (Socket socket = connect()) {
            heard();
            socket.getOutputStream().write("GET".getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            heard();
            channel.passSilence(4);
            Runnable next = channel.alarm();
            channel.connected = false;
            channel.post(next);
            channel.passSilence(5);
            answer(3, "the answer");
            next = channel.alarm();
            channel.connected = true;
            channel.post(next);
            channel.passSilence(4);
            assertThat(heard()).isEqualTo(new MuxEvent.Closed(3));
            assertThat(all(socket)).isEqualTo("the answer");
        }
    }

    @Test
    void carriesAMegabyteUnchangedThroughAChannelThatStalls() throws Exception {
        begin(NEW_AGENT);
        byte[] much = new byte[1 << 20];
        new Random(7).nextBytes(much);
        try (Socket socket = connect()) {
            heard();
            channel.room = false;
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            socket.getOutputStream().write(much);
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    });
            channel.post(() -> channel.room = true);
            ByteArrayOutputStream got = new ByteArrayOutputStream();
            while (got.size() < much.length) {
                if (heard() instanceof MuxEvent.Received(long stream, Bytes bytes)) {
                    assertThat(stream).isEqualTo(3);
                    got.writeBytes(bytes.toArray());
                }
            }
            assertThat(got.toByteArray()).isEqualTo(much);
        }
    }

    @Test
    void stopsTheNodeWhileAProgramDoesNotRead() throws Exception {
        begin(NEW_AGENT);
        try (Socket socket = connect()) {
            heard();
            byte[] piece = new byte[60_000];
            int sent = 0;
            while (port.hasRoom()) {
                channel.receive(
                        PayloadTypes.OUTPUT, node.data(3, Bytes.copyOf(piece)).orElseThrow());
                sent += piece.length;
                CompletableFuture<Boolean> processed = new CompletableFuture<>();
                channel.post(() -> processed.complete(true));
                processed.get(10, TimeUnit.SECONDS);
                // Kernel buffers take some megabytes, and then no more.
                assertThat(sent).isLessThan(64 << 20);
            }
            int left = sent;
            InputStream in = socket.getInputStream();
            while (left > 0) {
                left -= in.read(new byte[1 << 16]);
            }
            CompletableFuture<Boolean> roomAgain = new CompletableFuture<>();
            channel.post(() -> roomAgain.complete(port.hasRoom()));
            assertThat(roomAgain.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void tellsThatTheNodeCouldNotConnect() throws Exception {
        begin(NEW_AGENT);
        try (Socket socket = connect()) {
            heard();
            channel.receive(PayloadTypes.FLAG, Bytes.ofHex("00000003"));
            closeAtNode(3);
            assertThat(failed.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(all(socket)).isEmpty();
        }
    }

    @Test
    void opensNothingThatTheNodeAsksFor() throws Exception {
        begin(NEW_AGENT);
        channel.receive(PayloadTypes.OUTPUT, Bytes.ofHex("0100000002000000"));
        try (Socket socket = connect()) {
            assertThat(heard()).isEqualTo(new MuxEvent.Opened(3));
            assertThat(socket.isConnected()).isTrue();
        }
        assertThat(channel.left).isNotDone();
    }

    @Test
    void endsTheSessionWhenTheNodesBytesCannotBeRead() throws Exception {
        begin(NEW_AGENT);
        channel.receive(PayloadTypes.OUTPUT, Bytes.ofHex("0900000003000000"));

        assertThat(channel.left.get(10, TimeUnit.SECONDS)).isInstanceOf(SessionEnd.Lost.class);
    }

    @Test
    void closesWhoComesAfterTheEnd() throws Exception {
        begin(NEW_AGENT);
        port.close();
        try (Socket socket = connect()) {
            assertThat(all(socket)).isEmpty();
        }
    }

    @Test
    void keepsAliveAsAnOldAgentDoes() throws Exception {
        begin("3.1.1000.0");
        channel.receive(PayloadTypes.OUTPUT, Multiplexer.keepAlive());
        assertThat(heard()).isEqualTo(new MuxEvent.KeptAlive());
    }

    @Test
    void takesOneConnectionAfterTheOtherWhereTheNodeDoesNotMultiplex() throws Exception {
        begin(OLD_AGENT);
        try (Socket first = connect();
                Socket second = connect()) {
            first.getOutputStream().write("one".getBytes(StandardCharsets.UTF_8));
            assertThat(channel.next())
                    .isEqualTo(new FakeChannel.Sent(PayloadTypes.OUTPUT, Bytes.ofUtf8("one")));
            channel.receive(PayloadTypes.OUTPUT, Bytes.ofUtf8("answer"));
            assertThat(new String(first.getInputStream().readNBytes(6), StandardCharsets.UTF_8))
                    .isEqualTo("answer");
            first.shutdownOutput();
            assertThat(channel.next())
                    .isEqualTo(new FakeChannel.Sent(PayloadTypes.FLAG, Bytes.ofHex("00000001")));
            second.getOutputStream().write("two".getBytes(StandardCharsets.UTF_8));
            assertThat(channel.next().payload()).isEqualTo(Bytes.ofUtf8("two"));
        }
    }

    @Test
    void letsOnlyItsOwnerConnectToASocketFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("s.sock");
        try (LocalListener unix = LocalListener.unix(file)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            CompletableFuture<SocketChannel> taken = new CompletableFuture<>();
            unix.accept(taken::complete);
            try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                client.connect(UnixDomainSocketAddress.of(file));
                assertThat(taken.get(10, TimeUnit.SECONDS).isOpen()).isTrue();
            }
            assertThatThrownBy(() -> LocalListener.unix(file)).isInstanceOf(IOException.class);
        }
        assertThat(file).doesNotExist();
    }

    private static String all(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
