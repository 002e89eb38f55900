package dev.sallyport.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRefusalTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";

    private static HttpResponse ok(HttpRequest request) {
        return HttpResponse.text(200, "ok");
    }

    @ParameterizedTest(name = "answers {0} to {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | GET / HTTP/1.1~~",
                "400 | GET / HTTP/1.1~Host: a~Host: b~~",
                "400 | GET x HTTP/1.1~Host: h~~",
                "400 | GET /a#b HTTP/1.1~Host: h~~",
                "400 | GET ?x HTTP/1.1~Host: h~~",
                "400 | GET /\u00e9 HTTP/1.1~Host: h~~",
                "400 | GET / HTTP/1.1~Host : h~~",
                "400 | GET / HTTP/1.1~Host: h~no colon~~",
                "400 | GET / HTTP/1.1~Host: h~a(b: 1~~",
                "400 | POST / HTTP/1.1~Host: h~Content-Length: 1~Content-Length: 2~~",
                "400 | POST / HTTP/1.1~Host: h~Content-Length: -1~~",
                "400 | POST / HTTP/1.1~Host: h~Content-Length: 4~Transfer-Encoding: chunked~~",
                "501 | POST / HTTP/1.1~Host: h~Transfer-Encoding: gzip, chunked~~",
                "400 | POST / HTTP/1.0~Host: h~Transfer-Encoding: chunked~~",
                "400 | POST / HTTP/1.1~Host: h~Transfer-Encoding: chunked~~zz~",
                "417 | POST / HTTP/1.1~Host: h~Expect: the unexpected~~",
                "505 | GET / HTTP/2.0~Host: h~~",
                "400 | nonsense~~",
                "404 | GET / HTTP/1.1~Host: h~Upgrade: websocket~Connection: upgrade~Sec-WebSocket-Version: 13~Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==~~",
            })
    void refusesWhatCanBeReadInTwoWays(int status, String request) throws Exception {
        try (var server = TestServer.http(TestServer.PATIENT, HttpRefusalTest::ok);
                var client = server.connect()) {
            client.send(request.replace("~", "\r\n"));
            assertThat(client.answer().status()).isEqualTo(status);
        }
    }

    @Test
    void refusesABareLineFeed() throws Exception {
        try (var server = TestServer.http(TestServer.PATIENT, HttpRefusalTest::ok);
                var client = server.connect()) {
            assertThat(client.send("GET / HTTP/1.1\nHost: h\n\n").answer().status()).isEqualTo(400);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void limitsRequestLineAndHeaders() throws Exception {
        try (var server = TestServer.http(TestServer.PATIENT, HttpRefusalTest::ok)) {
            assertThat(
                            status(
                                    server,
                                    "GET /" + "a".repeat(16_000) + " HTTP/1.1\r\nHost: h\r\n\r\n"))
                    .isEqualTo(200);
            assertThat(
                            status(
                                    server,
                                    "GET /" + "a".repeat(17_000) + " HTTP/1.1\r\nHost: h\r\n\r\n"))
                    .isEqualTo(414);
            assertThat(status(server, "GET / HTTP/1.1\r\nHost: h\r\n" + "A: b\r\n".repeat(9_000)))
                    .isEqualTo(431);
            assertThat(status(server, "GET / HTTP/1.1\r\nHost: h\r\nA: " + "b".repeat(40_000)))
                    .isEqualTo(431);
        }
    }

    @Test
    void limitsBodies() throws Exception {
        String whole = POST + "Content-Length: 1048576\r\n\r\n" + "a".repeat(1 << 20);
        String announced = POST + "Content-Length: 1048577\r\n\r\n";
        String huge = POST + "Content-Length: 99999999999\r\n\r\n";
        String chunked = POST + "Transfer-Encoding: chunked\r\n\r\n";
        try (var server = TestServer.http(TestServer.PATIENT, HttpRefusalTest::ok)) {
            assertThat(status(server, whole)).isEqualTo(200);
            assertThat(status(server, announced)).isEqualTo(413);
            assertThat(status(server, huge)).isEqualTo(413);
            assertThat(status(server, chunked + "100001\r\n" + "a".repeat((1 << 20) + 1)))
                    .isEqualTo(413);
            assertThat(status(server, chunked + "7fffffff\r\n" + "a".repeat((1 << 20) + 1)))
                    .isEqualTo(413);
        }
    }

    // The client is still sending when it is refused, and must be able to read why.
    @Test
    void isHeardByWhoIsStillSendingTooMuch() throws Exception {
        try (var server = TestServer.http(TestServer.PATIENT, HttpRefusalTest::ok);
                var client = server.connect()) {
            client.send(POST + "Content-Length: 4000000\r\n\r\n").send("a".repeat(4_000_000));
            assertThat(client.answer().status()).isEqualTo(413);
            assertThat(client.isClosed()).isTrue();
        }
    }

    private static int status(TestServer server, String request) throws Exception {
        try (var client = server.connect()) {
            return client.send(request).answer().status();
        }
    }

    @ParameterizedTest(name = "gives up on {0}")
    @ValueSource(
            strings = {
                "GET / HT",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n1"
            })
    void givesUpOnARequestThatDoesNotArrive(String part) throws Exception {
        try (var server = TestServer.http(TestServer.HASTY, HttpRefusalTest::ok);
                var client = server.connect()) {
            assertThat(client.send(part).answer().status()).isEqualTo(408);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void givesUpOnWhoSaysNothing() throws Exception {
        try (var server = TestServer.http(TestServer.HASTY, HttpRefusalTest::ok);
                var client = server.connect();
                var halfTls = new RawClient(server.server.port())) {
            assertThat(client.isClosed()).isTrue();
            assertThat(halfTls.isClosed()).isTrue();
        }
    }

    @Test
    void survivesWhateverIsSent() throws Exception {
        Random random = new Random(7);
        byte[] whole =
                ("POST /a?b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "3\r\nabc\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        try (var server = TestServer.http(TestServer.PATIENT, HttpRefusalTest::ok)) {
            for (int i = 0; i < 500; i++) {
                byte[] broken = whole.clone();
                for (int fault = random.nextInt(4); fault >= 0; fault--) {
                    broken[random.nextInt(broken.length)] = (byte) random.nextInt();
                }
                try (var client = server.connect()) {
                    assertThat(client.endsAfter(broken)).isTrue();
                }
            }
            assertThat(status(server, GET)).isEqualTo(200);
        }
    }

    @Test
    void turnsAwayWhatItCannotHandleAtOnce() throws Exception {
        CountDownLatch busy = new CountDownLatch(64);
        CountDownLatch release = new CountDownLatch(1);
        HttpHandler slow =
                request -> {
                    busy.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return ok(request);
                };
        List<RawClient> waiting = new ArrayList<>();
        try (var server = TestServer.http(TestServer.PATIENT, slow)) {
            for (int i = 0; i < 64; i++) {
                waiting.add(server.connect().send(GET));
            }
            busy.await();
            try (var client = server.connect()) {
                var answer = client.send(GET).answer();
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isEqualTo("1");
            }
            release.countDown();
            for (RawClient client : waiting) {
                assertThat(client.answer().status()).isEqualTo(200);
                client.close();
            }
            assertThat(status(server, GET)).isEqualTo(200);
        }
    }

    // 500 strangers have a place; ten times as many come and say nothing, or half a sentence.
    @ParameterizedTest(name = "others are served while thousands send ''{0}''")
    @ValueSource(strings = {"", "GET / HTTP/1.1\r\nX: "})
    void servesOthersWhileThousandsSaySilentOrSlow(String part) throws Exception {
        List<RawClient> crowd = new ArrayList<>();
        try (var server = TestServer.http(TestServer.PATIENT, HttpRefusalTest::ok)) {
            for (int i = 0; i < 2_000; i++) {
                crowd.add(server.connect());
                try {
                    crowd.getLast().send(part);
                } catch (java.io.IOException e) {
                    // Thrown out already.
                }
                if (i % 500 == 499) {
                    assertThat(status(server, GET)).isEqualTo(200);
                }
            }
            assertThat(crowd.getFirst().isClosed()).isTrue();
        } finally {
            for (RawClient client : crowd) {
                client.close();
            }
        }
    }

    @Test
    void servesOthersWhileManyNeverFinishTheirTlsHandshake() throws Exception {
        List<RawClient> crowd = new ArrayList<>();
        byte[] start = {0x16, 0x03, 0x01, 0x02, 0x00, 0x01};
        try (var server = TestServer.http(TestServer.PATIENT, HttpRefusalTest::ok)) {
            for (int i = 0; i < 1_000; i++) {
                crowd.add(new RawClient(server.server.port()).send(start));
            }
            try (var socket =
                            (SSLSocket)
                                    TestIdentity.trust()
                                            .getSocketFactory()
                                            .createSocket("localhost", server.server.port());
                    var client = new RawClient(socket)) {
                assertThat(client.send(GET).answer().status()).isEqualTo(200);
            }
            assertThat(crowd.getFirst().isClosed()).isTrue();
        } finally {
            for (RawClient client : crowd) {
                client.close();
            }
        }
    }

    @Test
    void speaksPlainTextOnLoopbackOnly() {
        var tls = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        for (String address : List.of("0.0.0.0", "192.0.2.1", "::")) {
            var plain = Optional.of(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
            assertThatThrownBy(() ->
                            new NetConfig(tls, TestIdentity.LOCALHOST, plain, TestServer.PATIENT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected: a loopback address");
        }
    }
}
