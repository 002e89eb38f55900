package dev.sallyport.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.sigv4.Header;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServingTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    private final BlockingQueue<HttpRequest> seen = new LinkedBlockingQueue<>();

    private HttpResponse echo(HttpRequest request) {
        seen.add(request);
        return new HttpResponse(200, List.of(new Header("X-A", "1")), request.body());
    }

    @Test
    void givesPathAndQueryExactlyAsSent() throws Exception {
        try (var server = TestServer.http(TestServer.PATIENT, this::echo);
                var client = server.connect()) {
            client.send("GET /a%2Fb//c/../%41?x=%20+&&y?z HTTP/1.1\r\nHost: h\r\n\r\n").answer();
            client.send("GET http://h:1/p?q HTTP/1.1\r\nHost: h\r\n\r\n").answer();
            client.send("GET http://h HTTP/1.1\r\nHost: h\r\n\r\n").answer();

            HttpRequest first = seen.take();
            assertThat(first.rawPath()).isEqualTo("/a%2Fb//c/../%41");
            assertThat(first.rawQuery()).isEqualTo("x=%20+&&y?z");
            assertThat(first.secure()).isFalse();
            assertThat(first.remote().getAddress().isLoopbackAddress()).isTrue();
            HttpRequest second = seen.take();
            assertThat(second.rawPath()).isEqualTo("/p");
            assertThat(second.rawQuery()).isEqualTo("q");
            assertThat(seen.take().rawPath()).isEqualTo("/");
        }
    }

    @Test
    void keepsHeadersInOrderAndRepeated() throws Exception {
        try (var server = TestServer.http(TestServer.PATIENT, this::echo);
                var client = server.connect()) {
            client.send(
                            "GET / HTTP/1.1\r\nB: 2\r\nHost: h\r\na:  x y \r\nb: Gr\u00c3\u00bc\u00c3\u009fe\r\n\r\n")
                    .answer();

            assertThat(seen.take().headers())
                    .containsExactly(
                            new Header("B", "2"),
                            new Header("Host", "h"),
                            new Header("a", "x y"),
                            new Header("b", "Grüße"));
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws Exception {
        try (var server = TestServer.http(TestServer.PATIENT, this::echo);
                var client = server.connect()) {
            StringBuilder many = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                many.append("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n")
                        .append(10 + i);
            }
            client.send(many.toString());

            List<String> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(client.answer().body().toUtf8());
            }

            assertThat(answers).isSorted().hasSize(20).startsWith("10").endsWith("29");
        }
    }

    @Test
    void readsChunkedBodiesThatArriveInPieces() throws Exception {
        try (var server = TestServer.http(TestServer.PATIENT, this::echo);
                var client = server.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab");
            client.send("c\r\n4;x=y\r\ndefg\r\n0\r\n").send("\r\n");

            assertThat(client.answer().body().toUtf8()).isEqualTo("abcdefg");
        }
    }

    @Test
    void saysDateLengthAndConnection() throws Exception {
        try (var server = TestServer.http(TestServer.PATIENT, this::echo);
                var client = server.connect()) {
            var answer = client.send(GET).answer();

            assertThat(answer.head())
                    .containsExactly(
                            "HTTP/1.1 200 OK",
                            "X-A: 1",
                            "date: Tue, 01 Jan 2030 12:00:00 GMT",
                            "content-length: 0",
                            "connection: keep-alive");
        }
    }

    @ParameterizedTest(name = "hangs up after {0}")
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.0\r\n\r\n"
            })
    void hangsUpWhenTheClientWantsIt(String request) throws Exception {
        try (var server = TestServer.http(TestServer.PATIENT, this::echo);
                var client = server.connect()) {
            assertThat(client.send(request).answer().header("Connection")).isEqualTo("close");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void answersHeadWithTheLengthOnly() throws Exception {
        try (var server =
                        TestServer.http(
                                TestServer.PATIENT, _ -> HttpResponse.text(200, "0123456789"));
                var client = server.connect()) {
            client.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.answer(true).header("Content-Length")).isEqualTo("10");
            assertThat(client.send(GET).answer().body().toUtf8()).isEqualTo("0123456789");
        }
    }

    @Test
    void asksForTheBodyOfWhoWaitsToBeAsked() throws Exception {
        try (var server = TestServer.http(TestServer.PATIENT, this::echo);
                var client = server.connect()) {
            client.send(
                    "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(client.head().status()).isEqualTo(100);

            assertThat(client.send("ok").answer().body().toUtf8()).isEqualTo("ok");
        }
    }

    @Test
    void sendsALargeBodyToASlowReaderWithoutReadingAhead() throws Exception {
        long size = 64L << 20;
        AtomicLong produced = new AtomicLong();
        CountDownLatch flowing = new CountDownLatch(1);
        InputStream zeros =
                new InputStream() {
                    @Override
                    public int read() {
                        throw new AssertionError("read in bulk");
                    }

                    @Override
                    public int read(byte[] to, int at, int length) {
                        produced.addAndGet(length);
                        flowing.countDown();
                        return length;
                    }
                };
        try (var server =
                        TestServer.http(
                                TestServer.PATIENT,
                                _ -> HttpResponse.stream(200, List.of(), zeros, size));
                var client = server.connect();
                var other = server.connect()) {
            client.send(GET);
            assertThat(flowing.await(20, TimeUnit.SECONDS)).isTrue();
            client.head();
            for (int i = 0; i < 50; i++) {
                other.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n").answer(true);
            }
            assertThat(produced.get()).isLessThan(size / 2);

            long got = 0;
            while (got < size) {
                got += client.read((int) Math.min(1 << 20, size - got)).length;
            }
            assertThat(produced.get()).isEqualTo(size);
        }
    }

    @Test
    void sendsALargeWholeBodyWhole() throws Exception {
        byte[] large = new byte[3_000_001];
        new java.util.Random(1).nextBytes(large);
        Bytes body = Bytes.copyOf(large);
        try (var server =
                        TestServer.http(
                                TestServer.PATIENT, _ -> new HttpResponse(200, List.of(), body));
                var client = server.connect()) {
            assertThat(client.send(GET).answer().body()).isEqualTo(body);
            assertThat(client.send(GET).answer().body()).isEqualTo(body);
        }
    }

    @Test
    void cutsTheConnectionWhenAStreamIsShorterThanAnnounced() throws Exception {
        InputStream three = new ByteArrayInputStream(new byte[3]);
        try (var server =
                        TestServer.http(
                                TestServer.PATIENT,
                                _ -> HttpResponse.stream(200, List.of(), three, 4));
                var client = server.connect()) {
            assertThat(client.send(GET).head().status()).isEqualTo(200);
            assertThat(client.read(4)).hasSize(3);
        }
    }

    @Test
    void answersAHandlersFailureWithoutItsMessage() throws Exception {
        try (var server =
                        TestServer.http(
                                TestServer.PATIENT,
                                request -> {
                                    if (request.rawPath().equals("/deep")) {
                                        throw new StackOverflowError("hunter2");
                                    }
                                    throw new IllegalStateException("hunter2");
                                });
                var client = server.connect()) {
            var answer = client.send(GET).answer();
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body().toUtf8()).isEqualTo("internal error\n");
            client.send("GET /deep HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(500);
        }
    }

    @Test
    void doesNotSendAHeaderThatSplitsTheResponse() throws Exception {
        Header splitting = new Header("X", "1\r\nSet-Cookie: a=b");
        try (var server =
                        TestServer.http(
                                TestServer.PATIENT,
                                _ -> new HttpResponse(200, List.of(splitting), Bytes.EMPTY));
                var client = server.connect()) {
            var answer = client.send(GET).answer();
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.header("Set-Cookie")).isEmpty();
        }
    }
}
