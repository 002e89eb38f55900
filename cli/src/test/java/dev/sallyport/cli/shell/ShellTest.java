package dev.sallyport.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.terminal.EscapeKeys;
import dev.sallyport.cli.terminal.FakeTerminal;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.HandshakeComplete;
import dev.sallyport.protocol.channel.HandshakeRequest;
import dev.sallyport.protocol.channel.HandshakeResponse;
import dev.sallyport.protocol.channel.OpenDataChannel;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.channel.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class ShellTest {
    private static final Timing HASTY =
            new Timing(
                    Duration.ofMillis(100),
                    Duration.ofMillis(600),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(5));

    private final FakeTerminal terminal = FakeTerminal.of(80, 24);
    private final PipedOutputStream keys = new PipedOutputStream();
    private final FakeScreen shown = new FakeScreen();
    private final FakeSessionCalls service = new FakeSessionCalls();
    private final HttpClient http = HttpClient.newHttpClient();
    private FakeStream stream;
    private CompletableFuture<SessionEnd> end;

    @BeforeEach
    void start() throws Exception {
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
        end = new CompletableFuture<>();
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

    @AfterEach
    void stop() throws Exception {
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

    @Test
    void opensWithItsTokenAndShowsWhatIsPrinted() throws Exception {
        FakeNode node = FakeNode.on(stream.accept());

        OpenDataChannel opening = node.opening();
        assertThat(opening.tokenValue()).isEqualTo("first");
        assertThat(opening.clientVersion()).isEqualTo(Optional.of("1.2.835.0"));
        node.print("$ ");
        assertThat(node.acknowledged()).isEqualTo(0);
        assertThat(shown.next()).isEqualTo("$ ");
    }

    @Test
    void sendsTheSizeAtOnceAndAgainWhenTheNodeReads() throws Exception {
        FakeNode node = FakeNode.on(stream.accept());

        assertThat(size(node.read())).isEqualTo(new TerminalSize(80, 24));
        node.print("$ ");
        assertThat(size(node.read())).isEqualTo(new TerminalSize(80, 24));
        terminal.resize(132, 43);
        assertThat(size(node.read())).isEqualTo(new TerminalSize(132, 43));
    }

    @Test
    void holdsKeysUntilTheNodeReads() throws Exception {
        type("ls\r");
        FakeNode node = FakeNode.on(stream.accept());

        assertThat(node.read().payloadType()).isEqualTo(PayloadTypes.SIZE);
        node.stream(PayloadTypes.HANDSHAKE_REQUEST, handshake("Standard_Stream"));
        assertThat(node.read().payloadType()).isEqualTo(PayloadTypes.HANDSHAKE_RESPONSE);
        node.stream(
                PayloadTypes.HANDSHAKE_COMPLETE,
                new HandshakeComplete(Duration.ofMillis(1), "Welcome.").encode());
        assertThat(node.typed()).isEqualTo("ls\r");
        assertThat(shown.notes).containsExactly("Welcome.");
    }

    @Test
    void typesToAProgramThatPrintsNothing() throws Exception {
        type("quiet\r");
        FakeNode node = FakeNode.on(stream.accept());

        node.read();
        long acknowledged = System.nanoTime();

        assertThat(node.typed()).isEqualTo("quiet\r");
        assertThat(Duration.ofNanos(System.nanoTime() - acknowledged))
                .isGreaterThan(Duration.ofMillis(1200));
    }

    @Test
    void refusesWhatItCannotDoInTheHandshake() throws Exception {
        FakeNode node = FakeNode.on(stream.accept());
        node.read();

        node.stream(PayloadTypes.HANDSHAKE_REQUEST, handshake("Port"));

        HandshakeResponse response = HandshakeResponse.decode(node.read().payload());
        assertThat(response.clientVersion()).isEqualTo("1.2.835.0");
        assertThat(response.actions())
                .extracting(HandshakeResponse.ProcessedAction::status)
                .containsExactly(3, 3);
    }

    @Test
    void agreesToAShell() throws Exception {
        FakeNode node = FakeNode.on(stream.accept());
        node.read();

        node.stream(PayloadTypes.HANDSHAKE_REQUEST, handshake("InteractiveCommands"));

        assertThat(HandshakeResponse.decode(node.read().payload()).actions())
                .extracting(HandshakeResponse.ProcessedAction::status)
                .containsExactly(1, 3);
    }

    @Test
    void losesAndDoublesNothingWhenTheSocketIsLost() throws Exception {
        FakeNode before = FakeNode.on(stream.accept());
        String client = before.opening().clientId();
        before.print("one ");
        before.read();
        before.read();
        type("typed and not acknowledged");
        Frame unacknowledged = before.input();
        before.peer().drop();
        type(", typed while away");

        FakeNode after = before.movedTo(stream.accept());

        OpenDataChannel opening = after.opening();
        assertThat(opening.tokenValue()).isEqualTo("second");
        assertThat(opening.clientId()).isEqualTo(client);
        Frame again = after.read();
        while (again.payloadType() == PayloadTypes.SIZE) {
            // Acknowledged, but that was lost with the socket.
            again = after.read();
        }
        assertThat(again.sequence()).isEqualTo(unacknowledged.sequence());
        assertThat(again.payload()).isEqualTo(unacknowledged.payload());
        assertThat(after.typed()).isEqualTo(", typed while away");
        after.print("two");
        assertThat(shown.next()).isEqualTo("one ");
        assertThat(shown.next()).isEqualTo("two");
        assertThat(service.resumed).isEqualTo(1);
    }

    @Test
    void showsARepeatedFrameOnceAndAcknowledgesItAgain() throws Exception {
        FakeNode node = FakeNode.on(stream.accept());
        Frame frame = node.print("once ");
        node.send(frame);
        node.print("more");

        assertThat(node.acknowledged()).isEqualTo(0);
        assertThat(node.acknowledged()).isEqualTo(0);
        assertThat(shown.next()).isEqualTo("once ");
        assertThat(shown.next()).isEqualTo("more");
    }

    @Test
    void noticesASilentSocket() throws Exception {
        FakeNode node = FakeNode.on(stream.accept());
        node.peer().ignorePings();
        assertThat(node.peer().ping()).isEqualTo(Bytes.ofUtf8("keepalive"));

        assertThat(FakeNode.on(stream.accept()).opening().tokenValue()).isEqualTo("second");
    }

    @Test
    void keepsTryingWhileTheServerIsAway() throws Exception {
        FakeNode node = FakeNode.on(stream.accept());
        node.print("$ ");
        shown.next();
        service.fail(2);
        node.peer().drop();

        assertThat(FakeNode.on(stream.accept()).opening().tokenValue()).isEqualTo("second");
        assertThat(shown.notes).contains("connection lost, trying to get it back");
    }

    @Test
    void givesUpWhenTheServerStaysAway() throws Exception {
        FakeNode node = FakeNode.on(stream.accept());
        service.fail(Integer.MAX_VALUE);
        node.peer().drop();

        assertThat(ended()).isEqualTo(new SessionEnd.Lost("the server is away"));
    }

    @Test
    void givesUpAtOnceWhenRefused() throws Exception {
        FakeNode node = FakeNode.on(stream.accept());
        service.refusal = Optional.of(new Failure(ExitCode.DENIED, "no"));
        node.peer().drop();

        assertThat(ended()).isEqualTo(new SessionEnd.Lost("no"));
    }

    @Test
    void endsWhenThereIsNothingToResume() throws Exception {
        FakeNode node = FakeNode.on(stream.accept());
        service.ticket = Optional.empty();
        node.peer().drop();

        assertThat(ended()).isEqualTo(new SessionEnd.Missed());
    }

    @Test
    void endsWithTheWordsOfTheService() throws Exception {
        FakeNode node = FakeNode.on(stream.accept());
        node.print("bye");
        node.close("idle for 20 minutes");

        assertThat(ended())
                .isEqualTo(new SessionEnd.Closed("idle for 20 minutes", true, OptionalInt.empty()));
        assertThat(shown.next()).isEqualTo("bye");
    }

    @Test
    void keepsTheExitCodeAndTheErrorOutputOfACommand() throws Exception {
        FakeNode node = FakeNode.on(stream.accept());
        node.stream(PayloadTypes.ERROR_OUTPUT, Bytes.ofUtf8("oops"));
        node.stream(PayloadTypes.EXIT_CODE, Bytes.ofUtf8("EXIT_CODE: 3"));
        node.close("");

        assertThat(ended()).isEqualTo(new SessionEnd.Closed("", true, OptionalInt.of(3)));
        assertThat(shown.errors.toString(StandardCharsets.UTF_8)).isEqualTo("oops");
        assertThat(shown.codes).containsExactly("EXIT_CODE: 3");
    }

    @Test
    void endsByTheEscapeKeys() throws Exception {
        FakeNode node = FakeNode.on(stream.accept());
        node.print("$ ");
        type("sleep 1000\r~.");
        assertThat(node.typed()).isEqualTo("sleep 1000\r");
        assertThat(service.terminated.get(10, TimeUnit.SECONDS)).isEqualTo("s-1");
        node.close("terminated");

        assertThat(ended()).isEqualTo(new SessionEnd.Left());
    }

    @Test
    void sendsAPasteOf100KbWhole() throws Exception {
        FakeNode node = FakeNode.on(stream.accept());
        node.print("$ ");
        byte[] paste = new byte[100_000];
        new java.util.Random(7).nextBytes(paste);
        keys.write(paste);
        keys.flush();

        ByteArrayOutputStream received = new ByteArrayOutputStream();
        while (received.size() < paste.length) {
            Frame frame = node.read();
            if (frame.payloadType() == PayloadTypes.OUTPUT) {
                received.writeBytes(frame.payload().toArray());
            }
        }
        assertThat(received.toByteArray()).isEqualTo(paste);
    }

    @Test
    void typesEndOfFileWhenTheInputEnds() throws Exception {
        FakeNode node = FakeNode.on(stream.accept());
        node.print("$ ");
        type("uptime\n");
        keys.close();

        assertThat(node.typed()).isEqualTo("uptime\n");
        assertThat(node.typed()).isEqualTo("\u0004");
        node.print("logout");
        assertThat(shown.next()).isEqualTo("$ ");
        assertThat(shown.next()).isEqualTo("logout");
        node.close("");
        assertThat(ended()).isEqualTo(new SessionEnd.Closed("", true, OptionalInt.empty()));
    }

    @Test
    void finishesALastLineThatHasNoEnd() throws Exception {
        FakeNode node = FakeNode.on(stream.accept());
        node.print("$ ");
        type("uptime");
        keys.close();

        assertThat(node.typed()).isEqualTo("uptime");
        assertThat(node.typed()).isEqualTo("\n\u0004");
    }

    @Test
    void typesNoEndOfFileToACommandWithoutTerminal() throws Exception {
        FakeNode node = FakeNode.on(stream.accept());
        node.read();
        node.stream(PayloadTypes.HANDSHAKE_REQUEST, handshake("NonInteractiveCommands"));
        node.read();
        node.stream(
                PayloadTypes.HANDSHAKE_COMPLETE,
                new HandshakeComplete(Duration.ofMillis(1), "").encode());
        keys.close();
        terminal.resize(100, 30);

        Frame next = node.read();
        while (!next.payload().toUtf8().contains("100")) {
            assertThat(next.payloadType()).isEqualTo(PayloadTypes.SIZE);
            next = node.read();
        }
    }

    @Test
    void leavesTheTerminalAsItWas() throws Exception {
        FakeNode node = FakeNode.on(stream.accept());
        node.print("$ ");
        shown.next();
        assertThat(terminal.rawModes()).isEqualTo(1);
        node.close("");

        ended();
        assertThat(terminal.rawModes()).isZero();
    }

    private SessionEnd ended() throws Exception {
        return end.get(20, TimeUnit.SECONDS);
    }

    private void type(String text) throws Exception {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    private static TerminalSize size(Frame frame) throws Exception {
        assertThat(frame.payloadType()).isEqualTo(PayloadTypes.SIZE);
        return TerminalSize.decode(frame.payload());
    }

    private static Bytes handshake(String sessionType) {
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
