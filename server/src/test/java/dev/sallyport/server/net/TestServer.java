package dev.sallyport.server.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// A server on free ports whose handlers are set by the test.
final class TestServer implements AutoCloseable {
    static final InstantSource NOON = InstantSource.fixed(Instant.parse("2030-01-01T12:00:00Z"));
    static final NetLimits PATIENT = limits(Duration.ofSeconds(30), Duration.ofSeconds(30));
    static final NetLimits HASTY = limits(Duration.ofMillis(300), Duration.ofSeconds(30));

    final Server server;

    TestServer(NetLimits limits, HttpHandler http, SocketHandler sockets) {
        this(limits, http, sockets, Transport.best());
    }

    TestServer(NetLimits limits, HttpHandler http, SocketHandler sockets, Transport transport) {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server =
                new Server(
                        new NetConfig(any, TestIdentity.LOCALHOST, Optional.of(any), limits),
                        http,
                        sockets,
                        NOON,
                        transport);
        server.start();
    }

    static TestServer http(NetLimits limits, HttpHandler handler) {
        return new TestServer(limits, handler, new NoSockets());
    }

    static TestServer sockets(NetLimits limits, SocketHandler handler) {
        return new TestServer(limits, _ -> HttpResponse.text(404, "no"), handler);
    }

    RawClient connect() throws Exception {
        return new RawClient(server.plainPort().orElseThrow());
    }

    static NetLimits limits(Duration stranger, Duration ping) {
        return new NetLimits(
                64,
                1_000,
                500,
                500,
                1 << 20,
                64L << 20,
                new NetLimits.Deadlines(
                        stranger,
                        Duration.ZERO,
                        Duration.ofSeconds(30),
                        ping,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5)));
    }

    @Override
    public void close() {
        server.close();
    }

    private static final class NoSockets implements SocketHandler {
        @Override
        public Optional<HttpResponse> refuse(HttpRequest upgrade) {
            return Optional.of(HttpResponse.text(404, "no sockets"));
        }

        @Override
        public SocketListener open(HttpRequest upgrade, Socket socket) {
            throw new AssertionError("refused before");
        }
    }
}
