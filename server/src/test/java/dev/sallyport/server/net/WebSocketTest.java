package dev.sallyport.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /// The loop is held meanwhile: it may say that there is room as soon as it has made some.
    @Test
    @Timeout(60)
    void saysWhenItIsFullAndWhenThereIsRoomAgain() throws Exception {
        Sockets sockets = new Sockets();
        try (var server = TestServer.sockets(TestServer.PATIENT, sockets);
                var client = server.connect().upgrade("/")) {
            Socket socket = sockets.opened.take();
            socket.opened();
            CountDownLatch mayGoOn = new CountDownLatch(1);
            CountDownLatch isHeld = new CountDownLatch(1);
            socket.loop()
                    .execute(() -> {
                        isHeld.countDown();
                        Sockets.pass(mayGoOn);
                    });
            isHeld.await();
            Bytes block = Bytes.wrap(new byte[60_000]);
            int sent = 0;
            while (socket.isWritable()) {
                socket.binary(block);
                sent++;
            }
            assertThat(sent * 60_000).isBetween(256 * 1024, 256 * 1024 + 60_000);
            assertThat(sockets.writable).isEmpty();

            mayGoOn.countDown();
            for (int i = 0; i < sent; i++) {
                assertThat(client.dataFrame().payload().size()).isEqualTo(60_000);
            }
            sockets.writable.take();
            assertThat(socket.isWritable()).isTrue();
        }
    }

    @Test
    @Timeout(60)
    void saysThatThereIsRoomToAListenerThatComesLater() throws Exception {
        Sockets sockets = new Sockets();
        sockets.beforeListening = new CountDownLatch(1);
        try (var server = TestServer.sockets(TestServer.PATIENT, sockets);
                var client = server.connect().upgrade("/")) {
            Socket socket = sockets.opened.take();
            Bytes block = Bytes.wrap(new byte[60_000]);
            int sent = 0;
            while (socket.isWritable()) {
                socket.binary(block);
                sent++;
            }
            for (int i = 0; i < sent; i++) {
                assertThat(client.dataFrame().payload().size()).isEqualTo(60_000);
            }
            CountDownLatch turned = new CountDownLatch(1);
            socket.loop().execute(turned::countDown);
            turned.await();
            sockets.beforeListening.countDown();

            sockets.writable.take();
        }
    }

    /// Far more than the kernel's buffers hold: a no that nothing follows stops this for ever.
    @Test
    @Timeout(60)
    void followsEveryNoWithWord() throws Exception {
        Sockets sockets = new Sockets();
        Bytes block = Bytes.wrap(new byte[60_000]);
        int blocks = 1_000;
        try (var server = TestServer.sockets(TestServer.PATIENT, sockets);
                var client = server.connect().upgrade("/")) {
            Socket socket = sockets.opened.take();
            socket.opened();
            CountDownLatch wasFull = new CountDownLatch(1);
            Thread sender =
                    Thread.startVirtualThread(() -> {
                        for (int i = 0; i < blocks; i++) {
                            while (!socket.isWritable()) {
                                wasFull.countDown();
                                Sockets.next(sockets.writable);
                            }
                            socket.binary(block);
                        }
                    });
            wasFull.await();
            for (int i = 0; i < blocks; i++) {
                assertThat(client.dataFrame().payload().size()).isEqualTo(60_000);
            }
            sender.join();
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
}
