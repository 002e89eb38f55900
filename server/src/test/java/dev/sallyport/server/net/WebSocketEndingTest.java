package dev.sallyport.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketEndingTest {
    private static final byte[] NOTHING = {};

    @ParameterizedTest(name = "closes with {0} on {1}")
    @CsvSource({
        "1002, unmasked",
        "1002, reserved bit",
        "1002, reserved opcode",
        "1002, lonely continuation",
        "1002, fragmented ping",
        "1002, bad close code",
        "1007, broken utf-8",
        "1009, large text",
        "1009, large binary",
        "1009, large fragments"
    })
    void endsABrokenConversation(int code, String fault) throws Exception {
        Sockets sockets = new Sockets();
        try (var server = TestServer.sockets(TestServer.PATIENT, sockets)) {
            try (var client = server.connect().upgrade("/")) {
                sockets.opened.take().opened();
                client.send(broken(fault));

                assertThat(client.dataFrame().closeCode()).isEqualTo(code);
                assertThat(client.isClosed()).isTrue();
            }
            sockets.closed.await();
            assertThat(sockets.binary).isEmpty();
            assertThat(sockets.text).isEmpty();
        }
    }

    private static byte[] broken(String fault) {
        byte[] one = {(byte) 0xFF};
        return switch (fault) {
            case "unmasked" -> new byte[] {(byte) 0x82, 1, 65};
            case "reserved bit" -> RawClient.masked(RawClient.FINAL | 0x40 | RawClient.BINARY, one);
            case "reserved opcode" -> RawClient.masked(RawClient.FINAL | 3, one);
            case "lonely continuation" -> RawClient.masked(RawClient.FINAL, one);
            case "fragmented ping" -> RawClient.masked(RawClient.PING, one);
            case "bad close code" ->
                    RawClient.masked(
                            RawClient.FINAL | RawClient.CLOSE, new byte[] {3, (byte) 0xED});
            case "broken utf-8" -> RawClient.masked(RawClient.FINAL | RawClient.TEXT, one);
            case "large text" ->
                    RawClient.masked(RawClient.FINAL | RawClient.TEXT, new byte[65_537]);
            case "large binary" ->
                    RawClient.masked(RawClient.FINAL | RawClient.BINARY, new byte[524_289]);
            case "large fragments" ->
                    ByteBuffer.allocate(600_000)
                            .put(RawClient.masked(RawClient.BINARY, new byte[300_000 - 14]))
                            .put(RawClient.masked(RawClient.FINAL, new byte[300_000 - 14]))
                            .array();
            default -> throw new AssertionError(fault);
        };
    }

    @Test
    void tellsOfTheEndOnlyAfterWhatWasHeld() throws Exception {
        Sockets sockets = new Sockets();
        sockets.stopReadingAt = "1";
        try (var server = TestServer.sockets(TestServer.PATIENT, sockets)) {
            try (var client = server.connect().upgrade("/")) {
                var both = new java.io.ByteArrayOutputStream();
                for (String text : List.of("1", "2")) {
                    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                    both.writeBytes(RawClient.masked(RawClient.FINAL | RawClient.TEXT, utf8));
                }
                client.send(both.toByteArray());
                assertThat(sockets.text.take()).isEqualTo("1");
            }
            Socket socket = sockets.opened.take();
            assertThat(sockets.closed.await(200, TimeUnit.MILLISECONDS)).isFalse();
            socket.setReading(true);
            sockets.closed.await();
            assertThat(sockets.text.take()).isEqualTo("2");
        }
    }

    @Test
    void saysGoodbyeAfterWhatWasSentBefore() throws Exception {
        Sockets sockets = new Sockets();
        try (var server = TestServer.sockets(TestServer.PATIENT, sockets);
                var client = server.connect().upgrade("/")) {
            Socket socket = sockets.opened.take();
            socket.text("last words");
            socket.close(4001, "ö".repeat(100));
            socket.text("too late");

            assertThat(client.dataFrame().payload().toUtf8()).isEqualTo("last words");
            var close = client.dataFrame();
            assertThat(close.closeCode()).isEqualTo(4001);
            assertThat(close.payload().slice(2, close.payload().size()).toUtf8())
                    .isEqualTo("ö".repeat(61));
            client.text("ignored").frame(RawClient.CLOSE, new byte[] {0x0F, (byte) 0xA1});
            assertThat(client.isClosed()).isTrue();
            sockets.closed.await();
            assertThat(sockets.text).isEmpty();
        }
    }

    @Test
    void answersThePeersGoodbye() throws Exception {
        Sockets sockets = new Sockets();
        try (var server = TestServer.sockets(TestServer.PATIENT, sockets);
                var client = server.connect().upgrade("/")) {
            client.frame(RawClient.CLOSE, new byte[] {0x03, (byte) 0xE8, 'B', 'y', 'e'});
            assertThat(client.dataFrame().closeCode()).isEqualTo(1000);
            assertThat(client.isClosed()).isTrue();
            sockets.closed.await();
        }
    }

    @Test
    void closesASocketThatIsNotOpenedInTime() throws Exception {
        Sockets sockets = new Sockets();
        try (var server = TestServer.sockets(TestServer.HASTY, sockets);
                var client = server.connect().upgrade("/")) {
            assertThat(client.dataFrame().closeCode()).isEqualTo(1008);
            client.frame(RawClient.CLOSE, NOTHING);
            assertThat(client.isClosed()).isTrue();
            sockets.closed.await();
        }
    }

    @Test
    void keepsAnOpenedSocketPastTheDeadline() throws Exception {
        Sockets sockets = new Sockets();
        try (var server = TestServer.sockets(TestServer.HASTY, sockets);
                var client = server.connect().upgrade("/")) {
            sockets.opened.take().opened();
            assertThat(sockets.closed.await(1, TimeUnit.SECONDS)).isFalse();
            client.text("still here");
            assertThat(sockets.text.take()).isEqualTo("still here");
        }
    }

    @Test
    void hangsUpOnAPeerThatAnswersNoPings() throws Exception {
        Sockets sockets = new Sockets();
        NetLimits quick = TestServer.limits(Duration.ofSeconds(30), Duration.ofMillis(100));
        try (var server = TestServer.sockets(quick, sockets);
                var client = server.connect().upgrade("/")) {
            sockets.opened.take().opened();
            for (int i = 0; i < 10; i++) {
                assertThat(client.frame().head()).isEqualTo(RawClient.FINAL | RawClient.PING);
                client.frame(RawClient.PONG, NOTHING);
            }
            assertThat(client.frame().opcode()).isEqualTo(RawClient.PING);
            assertThat(client.frame().opcode()).isEqualTo(RawClient.PING);
            assertThat(client.isClosed()).isTrue();
            sockets.closed.await();
        }
    }

    /// A machine that is gone takes nothing, as this client does, and would answer no ping either;
    /// but a ping is not sent while its answer would not be read.
    @Test
    @Timeout(60)
    void hangsUpOnADeadPeerEvenWhileReadingIsOff() throws Exception {
        Sockets sockets = new Sockets();
        sockets.stopReadingAt = "enough";
        NetLimits quick = TestServer.limits(Duration.ofSeconds(30), Duration.ofMillis(500));
        try (var server = TestServer.sockets(quick, sockets);
                var client = server.connect().upgrade("/")) {
            Socket socket = sockets.opened.take();
            socket.opened();
            client.text("enough");
            assertThat(sockets.text.take()).isEqualTo("enough");
            Thread.startVirtualThread(() -> {
                Bytes block = Bytes.wrap(new byte[60_000]);
                while (sockets.closed.getCount() > 0) {
                    if (socket.isWritable()) {
                        socket.binary(block);
                    } else {
                        Sockets.next(sockets.writable);
                    }
                }
            });

            sockets.closed.await();
        }
    }

    /// The timer the kernel keeps for a connection stands in field `tr` of /proc/net/tcp; 2 is
    /// keep-alive (proc(5)).
    @Test
    @Timeout(60)
    void hasTheKernelLookAfterQuietPeers() throws Exception {
        Sockets sockets = new Sockets();
        try (var server = TestServer.sockets(TestServer.PATIENT, sockets);
                var client = server.connect().upgrade("/")) {
            int ours = server.server.plainPort().orElseThrow();
            int theirs = sockets.opened.take().remote().getPort();
            client.text("hello");

            // Until the last byte is acknowledged it is another timer.
            while (!timerOf(ours, theirs).equals("02")) {
                Thread.onSpinWait();
            }
        }
    }

    private static String timerOf(int ours, int theirs) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            lines.addAll(Files.readAllLines(Path.of(table)));
        }
        return lines.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[1].endsWith(":%04X".formatted(ours)))
                .filter(fields -> fields[2].endsWith(":%04X".formatted(theirs)))
                .map(fields -> fields[5].substring(0, 2))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(name = "ends the socket when its listener fails in {0}")
    @ValueSource(strings = {"open", "text"})
    void endsASocketWhoseListenerFails(String where) throws Exception {
        Sockets sockets = new Sockets();
        sockets.failIn = where;
        try (var server = TestServer.sockets(TestServer.PATIENT, sockets);
                var client = server.connect().upgrade("/")) {
            client.text("hello");
            var close = client.dataFrame();
            assertThat(close.closeCode()).isEqualTo(1011);
            assertThat(close.payload().toUtf8()).doesNotContain("hunter2");
        }
    }

    @Test
    void saysGoodbyeToAllWhenTheServerCloses() throws Exception {
        Sockets sockets = new Sockets();
        try (var server = TestServer.sockets(TestServer.PATIENT, sockets);
                var client = server.connect().upgrade("/");
                var idle = server.connect()) {
            sockets.opened.take();
            Thread closer = Thread.startVirtualThread(server::close);
            assertThat(client.dataFrame().closeCode()).isEqualTo(1001);
            client.frame(RawClient.CLOSE, NOTHING);
            assertThat(client.isClosed()).isTrue();
            assertThat(idle.isClosed()).isTrue();
            closer.join();
            sockets.closed.await();
            // A loop says it has ended a moment before its thread is gone.
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().startsWith("net-")) {
                    assertThat(thread.join(Duration.ofSeconds(20))).as("%s ends", thread).isTrue();
                }
            }
        }
    }
}
