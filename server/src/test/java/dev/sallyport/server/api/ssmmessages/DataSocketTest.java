package dev.sallyport.server.api.ssmmessages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.OpenDataChannel;
import dev.sallyport.server.relay.LegInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataSocketTest {
    private static final String HELLO =
            new OpenDataChannel("r", "token", "c", Optional.of("1.2.677.0"), Optional.empty())
                    .encode()
                    .toUtf8();
    private static final Bytes FIRST = Bytes.ofUtf8("first");
    private static final Bytes SECOND = Bytes.ofUtf8("second");

    private final FakeSocket socket = new FakeSocket();
    private final List<String> asked = new ArrayList<>();
    private final List<Bytes> relayed = new ArrayList<>();
    private boolean closedInput;
    private final DataSocket data =
            new DataSocket(socket, (_, hello) -> asked.add(hello.tokenValue()));

    DataSocketTest() {
        socket.listen(data);
    }

    @Test
    void holdsWhatComesBeforeTheRelayHasTheSocketAndGivesItOnInOrder() {
        data.text(HELLO);
        socket.receive(FIRST);
        socket.receive(SECOND);
        assertThat(relayed).isEmpty();
        assertThat(socket.opened).isFalse();

        data.joined(false, _ -> Optional.of(input()));

        assertThat(asked).containsExactly("token");
        assertThat(socket.opened).isTrue();
        assertThat(relayed).containsExactly(FIRST, SECOND);
        assertThat(socket.closeCode).isEmpty();
    }

    @Test
    void endsASocketThatSendsFramesBeforeItsToken() {
        socket.receive(FIRST);

        assertThat(socket.closeCode).contains(1008);
        assertThat(asked).isEmpty();
    }

    @Test
    void endsASocketWhoseFirstTextIsNoGreeting() {
        data.text("{\"MessageSchemaVersion\":\"1.0\"}");

        assertThat(socket.closeCode).contains(1008);
        assertThat(asked).isEmpty();
    }

    @Test
    void asksOnlyOnceHoweverManyTextsCome() {
        data.text(HELLO);
        data.text(HELLO);

        assertThat(asked).hasSize(1);
    }

    @Test
    void tellsARefusedClientInAFrameBeforeItCloses() {
        data.text(HELLO);
        data.refused(FIRST);

        assertThat(socket.sent).containsExactly(FIRST);
        assertThat(socket.closeCode).contains(1000);
        assertThat(socket.opened).isFalse();
    }

    @Test
    void closesWhenTheSessionEndedMeanwhile() {
        data.text(HELLO);
        data.joined(true, _ -> Optional.empty());

        assertThat(socket.closeCode).contains(1000);
    }

    @Test
    void doesNotAttachASocketThatIsGone() {
        data.text(HELLO);
        data.closed();
        data.joined(true, _ -> Optional.of(input()));
        assertThat(closedInput).isFalse();
        assertThat(relayed).isEmpty();
    }

    @Test
    void tellsTheRelayWhenTheSocketIsGone() {
        data.text(HELLO);
        data.joined(true, _ -> Optional.of(input()));
        data.closed();

        assertThat(closedInput).isTrue();
    }

    private LegInput input() {
        return new LegInput() {
            @Override
            public void frame(Bytes wire) {
                relayed.add(wire);
            }

            @Override
            public void writable() {
                throw new AssertionError("always writable");
            }

            @Override
            public void closed() {
                closedInput = true;
            }
        };
    }
}
