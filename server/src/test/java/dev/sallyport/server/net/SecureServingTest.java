package dev.sallyport.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Java's own client over TLS, against the native engines and Java's.
class SecureServingTest {
    static Stream<Transport> transports() {
        return Stream.of(Transport.best(), Transport.java());
    }

    // The jars with native code are for this platform only.
    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void usesTheNativeEnginesWhereTheyAre() {
        assertThat(Transport.best().describeIo()).isEqualTo("epoll");
        assertThat(Transport.best().describeTls()).isEqualTo("BoringSSL");
        assertThat(Transport.java().describeIo()).isEqualTo("nio");
        assertThat(Transport.java().describeTls()).isEqualTo("jsse");
    }

    @ParameterizedTest
    @MethodSource("transports")
    void answersOverTls(Transport transport) throws Exception {
        byte[] large = new byte[5_000_000];
        java.util.Arrays.fill(large, (byte) 3);
        Bytes body = Bytes.wrap(large);
        HttpHandler handler =
                request ->
                        new HttpResponse(
                                request.secure() ? 200 : 500,
                                List.of(),
                                request.body().isEmpty() ? body : request.body());
        try (var server = new TestServer(TestServer.PATIENT, handler, new Sockets(), transport);
                var client = client()) {
            URI uri = URI.create("https://localhost:" + server.server.port() + "/x");
            var got = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
            assertThat(got.statusCode()).isEqualTo(200);
            assertThat(got.body()).isEqualTo(large);

            byte[] posted = new byte[1 << 20];
            var post =
                    HttpRequest.newBuilder(uri)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(posted))
                            .build();
            assertThat(client.send(post, BodyHandlers.ofByteArray()).body()).isEqualTo(posted);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void speaksWebsocketOverTls(Transport transport) throws Exception {
        Sockets sockets = new Sockets();
        try (var server =
                        new TestServer(
                                TestServer.PATIENT,
                                _ -> HttpResponse.text(404, ""),
                                sockets,
                                transport);
                var client = client()) {
            URI uri = URI.create("wss://localhost:" + server.server.port() + "/channel");
            Ear ear = new Ear();
            WebSocket socket = client.newWebSocketBuilder().buildAsync(uri, ear).join();
            Socket ours = sockets.opened.take();
            ours.opened();

            ByteBuffer large = ByteBuffer.allocate(400_000);
            socket.sendText("hello", true).join();
            socket.sendBinary(large, true).join();
            assertThat(sockets.text.take()).isEqualTo("hello");
            assertThat(sockets.binary.take().size()).isEqualTo(400_000);

            ours.text("welcome");
            ours.close(4000, "enough");
            assertThat(ear.heard.poll(20, TimeUnit.SECONDS)).isEqualTo("welcome");
            assertThat(ear.heard.poll(20, TimeUnit.SECONDS)).isEqualTo("4000 enough");
            sockets.closed.await();
        }
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (var server = TestServer.http(TestServer.PATIENT, _ -> HttpResponse.text(200, "ok"))) {
            var taken =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.server.port());
            var config = new NetConfig(taken, TestIdentity.LOCALHOST);
            try (var second =
                    new Server(
                            config,
                            _ -> HttpResponse.text(200, ""),
                            new Sockets(),
                            TestServer.NOON)) {
                assertThatThrownBy(second::start)
                        .isInstanceOf(java.io.UncheckedIOException.class)
                        .hasMessageContaining("cannot listen on")
                        .hasMessageContaining(Integer.toString(server.server.port()));
            }
        }
    }

    private static HttpClient client() throws Exception {
        return HttpClient.newBuilder().sslContext(TestIdentity.trust()).build();
    }

    private static final class Ear implements WebSocket.Listener {
        final java.util.concurrent.BlockingQueue<String> heard =
                new java.util.concurrent.LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            heard.add(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            heard.add(code + " " + reason);
            return null;
        }
    }
}
