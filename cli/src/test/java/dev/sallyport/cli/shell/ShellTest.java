package dev.sallyport.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.channel.FakeNode;
import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.HandshakeComplete;
import dev.sallyport.protocol.channel.HandshakeResponse;
import dev.sallyport.protocol.channel.OpenDataChannel;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.channel.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShellTest {
    private ShellRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new ShellRig();
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void opensWithItsTokenAndShowsWhatIsPrinted() throws Exception {
        FakeNode node = rig.node();

        OpenDataChannel opening = node.opening();
        assertThat(opening.tokenValue()).isEqualTo("first");
        assertThat(opening.clientVersion()).isEqualTo(Optional.of("1.2.835.0"));
        node.print("$ ");
        assertThat(node.acknowledged()).isEqualTo(0);
        assertThat(rig.shown.next()).isEqualTo("$ ");
    }

    @Test
    void sendsTheSizeAtOnceAndAgainWhenTheNodeReads() throws Exception {
        FakeNode node = rig.node();

        assertThat(size(node.read())).isEqualTo(new TerminalSize(80, 24));
        node.print("$ ");
        assertThat(size(node.read())).isEqualTo(new TerminalSize(80, 24));
        rig.terminal.resize(132, 43);
        assertThat(size(node.read())).isEqualTo(new TerminalSize(132, 43));
    }

    @Test
    void holdsKeysUntilTheNodeReads() throws Exception {
        rig.type("ls\r");
        FakeNode node = rig.node();

        assertThat(node.read().payloadType()).isEqualTo(PayloadTypes.SIZE);
        node.stream(PayloadTypes.HANDSHAKE_REQUEST, ShellRig.handshake("Standard_Stream"));
        assertThat(node.read().payloadType()).isEqualTo(PayloadTypes.HANDSHAKE_RESPONSE);
        node.stream(
                PayloadTypes.HANDSHAKE_COMPLETE,
                new HandshakeComplete(Duration.ofMillis(1), "Welcome.").encode());
        assertThat(node.typed()).isEqualTo("ls\r");
        assertThat(rig.shown.notes).containsExactly("Welcome.");
    }

    @Test
    void typesToAProgramThatPrintsNothing() throws Exception {
        rig.type("quiet\r");
        FakeNode node = rig.node();

        node.read();
        long acknowledged = System.nanoTime();

        assertThat(node.typed()).isEqualTo("quiet\r");
        assertThat(Duration.ofNanos(System.nanoTime() - acknowledged))
                .isGreaterThan(Duration.ofMillis(1200));
    }

    @Test
    void refusesWhatItCannotDoInTheHandshake() throws Exception {
        FakeNode node = rig.node();
        node.read();

        node.stream(PayloadTypes.HANDSHAKE_REQUEST, ShellRig.handshake("Port"));

        HandshakeResponse response = HandshakeResponse.decode(node.read().payload());
        assertThat(response.clientVersion()).isEqualTo("1.2.835.0");
        assertThat(response.actions())
                .extracting(HandshakeResponse.ProcessedAction::status)
                .containsExactly(3, 3);
    }

    @Test
    void agreesToAShell() throws Exception {
        FakeNode node = rig.node();
        node.read();

        node.stream(PayloadTypes.HANDSHAKE_REQUEST, ShellRig.handshake("InteractiveCommands"));

        assertThat(HandshakeResponse.decode(node.read().payload()).actions())
                .extracting(HandshakeResponse.ProcessedAction::status)
                .containsExactly(1, 3);
    }

    @Test
    void showsARepeatedFrameOnceAndAcknowledgesItAgain() throws Exception {
        FakeNode node = rig.node();
        Frame frame = node.print("once ");
        node.send(frame);
        node.print("more");

        assertThat(node.acknowledged()).isEqualTo(0);
        assertThat(node.acknowledged()).isEqualTo(0);
        assertThat(rig.shown.next()).isEqualTo("once ");
        assertThat(rig.shown.next()).isEqualTo("more");
    }

    @Test
    void endsWithTheWordsOfTheService() throws Exception {
        FakeNode node = rig.node();
        node.print("bye");
        node.close("idle for 20 minutes");

        assertThat(rig.ended())
                .isEqualTo(new SessionEnd.Closed("idle for 20 minutes", true, OptionalInt.empty()));
        assertThat(rig.shown.next()).isEqualTo("bye");
    }

    @Test
    void keepsTheExitCodeAndTheErrorOutputOfACommand() throws Exception {
        FakeNode node = rig.node();
        node.stream(PayloadTypes.ERROR_OUTPUT, Bytes.ofUtf8("oops"));
        node.stream(PayloadTypes.EXIT_CODE, Bytes.ofUtf8("EXIT_CODE: 3"));
        node.close("");

        assertThat(rig.ended()).isEqualTo(new SessionEnd.Closed("", true, OptionalInt.of(3)));
        assertThat(rig.shown.errors.toString(StandardCharsets.UTF_8)).isEqualTo("oops");
        assertThat(rig.shown.codes).containsExactly("EXIT_CODE: 3");
    }

    @Test
    void endsByTheEscapeKeys() throws Exception {
        FakeNode node = rig.node();
        node.print("$ ");
        rig.type("sleep 1000\r~.");
        assertThat(node.typed()).isEqualTo("sleep 1000\r");
        assertThat(rig.service.terminated.get(10, TimeUnit.SECONDS)).isEqualTo("s-1");
        node.close("terminated");

        assertThat(rig.ended()).isEqualTo(new SessionEnd.Left());
    }

    @Test
    void sendsAPasteOf100KbWhole() throws Exception {
        FakeNode node = rig.node();
        node.print("$ ");
        byte[] paste = new byte[100_000];
        new java.util.Random(7).nextBytes(paste);
        rig.keys.write(paste);
        rig.keys.flush();

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
        FakeNode node = rig.node();
        node.print("$ ");
        rig.type("uptime\n");
        rig.keys.close();

        assertThat(node.typed()).isEqualTo("uptime\n");
        assertThat(node.typed()).isEqualTo("\u0004");
        node.print("logout");
        assertThat(rig.shown.next()).isEqualTo("$ ");
        assertThat(rig.shown.next()).isEqualTo("logout");
        node.close("");
        assertThat(rig.ended()).isEqualTo(new SessionEnd.Closed("", true, OptionalInt.empty()));
    }

    @Test
    void finishesALastLineThatHasNoEnd() throws Exception {
        FakeNode node = rig.node();
        node.print("$ ");
        rig.type("uptime");
        rig.keys.close();

        assertThat(node.typed()).isEqualTo("uptime");
        assertThat(node.typed()).isEqualTo("\n\u0004");
    }

    @Test
    void typesNoEndOfFileToACommandWithoutTerminal() throws Exception {
        FakeNode node = rig.node();
        node.read();
        node.stream(PayloadTypes.HANDSHAKE_REQUEST, ShellRig.handshake("NonInteractiveCommands"));
        node.read();
        node.stream(
                PayloadTypes.HANDSHAKE_COMPLETE,
                new HandshakeComplete(Duration.ofMillis(1), "").encode());
        rig.keys.close();
        rig.terminal.resize(100, 30);

        Frame next = node.read();
        while (!next.payload().toUtf8().contains("100")) {
            assertThat(next.payloadType()).isEqualTo(PayloadTypes.SIZE);
            next = node.read();
        }
    }

    @Test
    void leavesTheTerminalAsItWas() throws Exception {
        FakeNode node = rig.node();
        node.print("$ ");
        rig.shown.next();
        assertThat(rig.terminal.rawModes()).isEqualTo(1);
        node.close("");

        rig.ended();
        assertThat(rig.terminal.rawModes()).isZero();
    }

    private static TerminalSize size(Frame frame) throws Exception {
        assertThat(frame.payloadType()).isEqualTo(PayloadTypes.SIZE);
        return TerminalSize.decode(frame.payload());
    }
}
