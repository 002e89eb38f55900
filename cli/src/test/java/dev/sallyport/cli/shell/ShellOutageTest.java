package dev.sallyport.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.channel.FakeNode;
import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.OpenDataChannel;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShellOutageTest {
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
    void losesAndDoublesNothingWhenTheSocketIsLost() throws Exception {
        FakeNode before = rig.node();
        String client = before.opening().clientId();
        before.print("one ");
        before.read();
        before.read();
        rig.type("typed and not acknowledged");
        Frame unacknowledged = before.input();
        before.peer().drop();
        rig.type(", typed while away");

        FakeNode after = before.movedTo(rig.stream.accept());

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
        assertThat(rig.shown.next()).isEqualTo("one ");
        assertThat(rig.shown.next()).isEqualTo("two");
        assertThat(rig.service.resumed).isEqualTo(1);
    }

    @Test
    void noticesASilentSocket() throws Exception {
        FakeNode node = rig.node();
        node.peer().ignorePings();
        assertThat(node.peer().ping()).isEqualTo(Bytes.ofUtf8("keepalive"));

        assertThat(rig.node().opening().tokenValue()).isEqualTo("second");
    }

    @Test
    void keepsTryingWhileTheServerIsAway() throws Exception {
        FakeNode node = rig.node();
        node.print("$ ");
        rig.shown.next();
        rig.service.fail(2);
        node.peer().drop();

        assertThat(rig.node().opening().tokenValue()).isEqualTo("second");
        assertThat(rig.shown.notes).contains("connection lost, trying to get it back");
    }

    @Test
    void givesUpWhenTheServerStaysAway() throws Exception {
        FakeNode node = rig.node();
        rig.service.fail(Integer.MAX_VALUE);
        node.peer().drop();

        assertThat(rig.ended()).isEqualTo(new SessionEnd.Lost("the server is away"));
    }

    @Test
    void givesUpAtOnceWhenRefused() throws Exception {
        FakeNode node = rig.node();
        rig.service.refusal = Optional.of(new Failure(ExitCode.DENIED, "no"));
        node.peer().drop();

        assertThat(rig.ended()).isEqualTo(new SessionEnd.Lost("no"));
    }

    @Test
    void endsWhenThereIsNothingToResume() throws Exception {
        FakeNode node = rig.node();
        rig.service.ticket = Optional.empty();
        node.peer().drop();

        assertThat(rig.ended()).isEqualTo(new SessionEnd.Missed());
    }
}
