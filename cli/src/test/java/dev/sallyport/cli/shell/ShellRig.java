package dev.sallyport.cli.shell;

import dev.sallyport.cli.channel.Channel;
import dev.sallyport.cli.channel.ChannelClient;
import dev.sallyport.cli.channel.FakeNode;
import dev.sallyport.cli.channel.FakeSessionCalls;
import dev.sallyport.cli.channel.FakeStream;
import dev.sallyport.cli.channel.Guest;
import dev.sallyport.cli.channel.Peers;
import dev.sallyport.cli.channel.Purpose;
import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.cli.channel.SessionTypes;
import dev.sallyport.cli.channel.Stamps;
import dev.sallyport.cli.channel.Ticket;
import dev.sallyport.cli.channel.Timing;
import dev.sallyport.cli.channel.Use;
import dev.sallyport.cli.channel.WebSocketWire;
import dev.sallyport.cli.terminal.EscapeKeys;
import dev.sallyport.cli.terminal.FakeTerminal;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.HandshakeRequest;
import dev.sallyport.protocol.channel.TerminalSize;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// A shell whose node, service and user are the test.
final class ShellRig implements AutoCloseable {
    private static final Timing HASTY =
            new Timing(
                    Duration.ofMillis(100),
                    Duration.ofMillis(600),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(5));

    final FakeTerminal terminal = FakeTerminal.of(80, 24);
    final PipedOutputStream keys = new PipedOutputStream();
    final FakeScreen shown = new FakeScreen();
    final FakeSessionCalls service = new FakeSessionCalls();
    private final HttpClient http = HttpClient.newHttpClient();
    final FakeStream stream;
    private final CompletableFuture<SessionEnd> end = new CompletableFuture<>();

    ShellRig() throws Exception {
        stream = new FakeStream();
        service.ticket = Optional.of(new Ticket("s-1", "second", stream.url()));
        Shell.Surroundings around =
                new Shell.Surroundings(
                        new PipedInputStream(keys, 1 << 20), shown, terminal, EscapeKeys.of('~'));
        ChannelClient client =
                new ChannelClient(
                        new Ticket("s-1", "first", stream.url()),
                        new Peers(
                                service,
                                WebSocketWire.dialer(http),
                                new Stamps(
                                        new SecureRandom(), Clock.systemUTC(), System::nanoTime)),
                        HASTY,
                        new Someone(around));
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        end.complete(client.run());
                    } catch (Throwable e) {
                        end.completeExceptionally(e);
                    }
                });
    }

    @Override
    public void close() throws IOException {
        stream.close();
        http.shutdownNow();
    }

    private record Someone(Shell.Surroundings around) implements Guest {
        @Override
        public boolean knows(String sessionType) {
            return SessionTypes.SHELLS.contains(sessionType);
        }

        @Override
        public Optional<TerminalSize> size() {
            return Optional.of(around.size());
        }

        @Override
        public Use begin(Purpose purpose, Channel channel) {
            boolean bare = purpose instanceof Purpose.Shell shell && shell.isBare();
            return Shell.begin(channel, around, !bare);
        }

        @Override
        public void note(String text) {
            around.screen().note(text);
        }
    }

    /// The node of the next socket.
    FakeNode node() throws Exception {
        return FakeNode.on(stream.accept());
    }

    SessionEnd ended() throws Exception {
        return end.get(20, TimeUnit.SECONDS);
    }

    void type(String text) throws Exception {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    static Bytes handshake(String sessionType) {
        JsonMapper json = JsonMapper.shared();
        return new HandshakeRequest(
                        "3.3.987.0",
                        List.of(
                                new HandshakeRequest.Action(
                                        "SessionType",
                                        json.readTree("{\"SessionType\":\"" + sessionType + "\"}")),
                                new HandshakeRequest.Action(
                                        "KMSEncryption", json.readTree("{\"KMSKeyId\":\"k\"}"))))
                .encode();
    }
}
