package dev.sallyport.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketTest {
    private static final byte[] NOTHING = {};

    @Test
    void shakesHandsAsTheStandardSays() throws Exception {
        try (var server = TestServer.sockets(TestServer.PATIENT, new Sockets());
                var client = server.connect()) {
            String offer = "Sec-WebSocket-Extensions: permessage-deflate\r\n";
            var answer = client.askForUpgrade("/x?y", offer).head();

            assertThat(answer.status()).isEqualTo(101);
            assertThat(answer.header("Sec-WebSocket-Accept"))
                    .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            assertThat(answer.header("Sec-WebSocket-Extensions")).isEmpty();
        }
    }

    @ParameterizedTest(name = "answers {0} to {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "426 | GET /~Sec-WebSocket-Version: 8~Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "400 | GET /~Sec-WebSocket-Version: 13~Sec-WebSocket-Key: c2hvcnQ=",
                "400 | GET /~Sec-WebSocket-Version: 13",
                "405 | POST /~Sec-WebSocket-Version: 13~Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "403 | GET /no~Sec-WebSocket-Version: 13~Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            })
    void refusesAWrongHandshake(int status, String request) throws Exception {
        try (var server = TestServer.sockets(TestServer.PATIENT, new Sockets());
                var client = server.connect()) {
            String more = " HTTP/1.1~Host: h~Upgrade: websocket~Connection: keep-alive, Upgrade~";
            client.send((request.replaceFirst("~", more) + "~~").replace("~", "\r\n"));
            assertThat(client.answer().status()).isEqualTo(status);
            client.upgrade("/after-all");
        }
    }

    @Test
    void carriesTextAndBinaryOfEverySizeAllowed() throws Exception {
        Sockets sockets = new Sockets();
        try (var server = TestServer.sockets(TestServer.PATIENT, sockets);
                var client = server.connect().upgrade("/")) {
            Socket socket = sockets.opened.take();
            socket.opened();
            for (int size : List.of(0, 1, 125, 126, 1024, 65_535, 65_536, 512 * 1024)) {
                byte[] payload = new byte[size];
                java.util.Arrays.fill(payload, (byte) 7);
                client.frame(RawClient.BINARY, payload);
                Bytes got = sockets.binary.take();
                assertThat(got).isEqualTo(Bytes.copyOf(payload));
                socket.binary(got);
                assertThat(client.dataFrame().payload()).isEqualTo(got);
            }
            client.text("Grüße");
            assertThat(sockets.text.take()).isEqualTo("Grüße");
            socket.text("zurück");
            var frame = client.dataFrame();
            assertThat(frame.head()).isEqualTo(RawClient.FINAL | RawClient.TEXT);
            assertThat(frame.payload().toUtf8()).isEqualTo("zurück");
        }
    }

    @Test
    void joinsFragmentsAndAnswersPingsBetweenThem() throws Exception {
        Sockets sockets = new Sockets();
        try (var server = TestServer.sockets(TestServer.PATIENT, sockets);
                var client = server.connect().upgrade("/")) {
            client.send(
                    RawClient.masked(RawClient.TEXT, "Gr\u00fc".getBytes(StandardCharsets.UTF_8)));
            client.frame(RawClient.PING, "keepalive".getBytes(StandardCharsets.UTF_8));
            client.send(RawClient.masked(RawClient.CONTINUATION, NOTHING));
            client.frame(RawClient.CONTINUATION, "\u00dfe".getBytes(StandardCharsets.UTF_8));
            client.text("next");

            var pong = client.frame();
            assertThat(pong.head()).isEqualTo(RawClient.FINAL | RawClient.PONG);
            assertThat(pong.payload().toUtf8()).isEqualTo("keepalive");
            assertThat(sockets.text.take()).isEqualTo("Grüße");
            assertThat(sockets.text.take()).isEqualTo("next");
        }
    }

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
    void holdsWhatComesBeforeTheListenerIsThere() throws Exception {
        CountDownLatch mayOpen = new CountDownLatch(1);
        Sockets sockets = new Sockets();
        sockets.beforeOpen = mayOpen;
        try (var server = TestServer.sockets(TestServer.PATIENT, sockets);
                var client = server.connect().upgrade("/")) {
            client.text("1").text("2").text("3");
            assertThat(sockets.text).isEmpty();
            mayOpen.countDown();

            assertThat(sockets.text.take()).isEqualTo("1");
            assertThat(sockets.text.take()).isEqualTo("2");
            assertThat(sockets.text.take()).isEqualTo("3");
        }
    }

    @Test
    void deliversNothingWhileReadingIsOffAndAllOfItInOrderAfterwards() throws Exception {
        Sockets sockets = new Sockets();
        sockets.stopReadingAt = "4";
        try (var server = TestServer.sockets(TestServer.PATIENT, sockets);
                var client = server.connect().upgrade("/")) {
            Socket socket = sockets.opened.take();
            socket.opened();
            var all = new java.io.ByteArrayOutputStream();
            for (int i = 0; i < 1_000; i++) {
                byte[] text = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
                all.writeBytes(RawClient.masked(RawClient.FINAL | RawClient.TEXT, text));
            }
            client.send(all.toByteArray());
            for (int i = 0; i < 5; i++) {
                assertThat(sockets.text.take()).isEqualTo(Integer.toString(i));
            }
            // A round trip over the loop: whatever was to be delivered by mistake would be there.
            CountDownLatch turned = new CountDownLatch(1);
            socket.loop().execute(() -> socket.loop().execute(turned::countDown));
            turned.await();
            assertThat(sockets.text).isEmpty();

            socket.setReading(true);
            for (int i = 5; i < 1_000; i++) {
                assertThat(sockets.text.take()).isEqualTo(Integer.toString(i));
            }
        }
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
    void takesLittleFromAStrangerAndTheRestOnceItIsKnown() throws Exception {
        Sockets sockets = new Sockets();
        byte[] frame = RawClient.masked(RawClient.FINAL | RawClient.BINARY, new byte[1_024]);
        int frames = 20_000;
        try (var server = TestServer.sockets(TestServer.PATIENT, sockets);
                var client = server.connect().upgrade("/")) {
            Thread sender =
                    Thread.startVirtualThread(() -> {
                        try {
                            for (int i = 0; i < frames; i++) {
                                client.send(frame);
                            }
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    });
            Socket socket = sockets.opened.take();
            sockets.binary.take();
            assertThat(sender.join(Duration.ofMillis(500))).isFalse();
            assertThat(sockets.binary.size()).isLessThan(2_000);

            socket.opened();
            for (int i = 1; i < frames; i++) {
                sockets.binary.take();
            }
        }
    }

    @Test
    void saysWhenItIsFullAndWhenThereIsRoomAgain() throws Exception {
        Sockets sockets = new Sockets();
        try (var server = TestServer.sockets(TestServer.PATIENT, sockets);
                var client = server.connect().upgrade("/")) {
            Socket socket = sockets.opened.take();
            socket.opened();
            Bytes block = Bytes.wrap(new byte[60_000]);
            int sent = 0;
            while (socket.isWritable()) {
                socket.binary(block);
                sent++;
            }
            assertThat(sockets.writable).isEmpty();
            for (int i = 0; i < sent; i++) {
                assertThat(client.dataFrame().payload().size()).isEqualTo(60_000);
            }
            assertThat(sockets.writable.poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(socket.isWritable()).isTrue();
        }
    }

    @Test
    void keepsTheOrderOfSendsFromTheLoopAndElsewhere() throws Exception {
        Sockets sockets = new Sockets();
        try (var server = TestServer.sockets(TestServer.PATIENT, sockets);
                var client = server.connect().upgrade("/")) {
            Socket socket = sockets.opened.take();
            for (int i = 0; i < 100; i += 2) {
                CountDownLatch done = new CountDownLatch(1);
                socket.text(Integer.toString(i));
                String next = Integer.toString(i + 1);
                socket.loop()
                        .execute(() -> {
                            socket.text(next);
                            done.countDown();
                        });
                done.await();
            }
            for (int i = 0; i < 100; i++) {
                assertThat(client.dataFrame().payload().toUtf8()).isEqualTo(Integer.toString(i));
            }
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
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().startsWith("net-"));
        }
    }
}
