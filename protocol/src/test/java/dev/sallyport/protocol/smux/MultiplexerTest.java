package dev.sallyport.protocol.smux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultiplexerTest {
    private final Multiplexer client = Multiplexer.client(3);
    private final Multiplexer server = Multiplexer.server(2);

    private static Bytes text(String text) {
        return Bytes.ofUtf8(text);
    }

    private long opened() throws Exception {
        Multiplexer.Opening opening = client.open().orElseThrow();
        assertThat(server.received(opening.wire()))
                .containsExactly(new MuxEvent.Opened(opening.stream()));
        return opening.stream();
    }

    @Test
    void countsStreamsAsTheRealClient() {
        assertThat(client.open().orElseThrow())
                .isEqualTo(new Multiplexer.Opening(3, Bytes.ofHex("0100000003000000")));
        assertThat(client.open().orElseThrow().stream()).isEqualTo(5);
        assertThat(client.open().orElseThrow().stream()).isEqualTo(7);
        assertThat(client.open()).isEmpty();
        client.close(5);
        assertThat(client.open().orElseThrow().stream()).isEqualTo(9);
    }

    @Test
    void carriesBytesBothWays() throws Exception {
        long stream = opened();

        assertThat(server.received(client.data(stream, text("GET")).orElseThrow()))
                .containsExactly(new MuxEvent.Received(stream, text("GET")));
        assertThat(client.received(server.data(stream, text("200")).orElseThrow()))
                .containsExactly(new MuxEvent.Received(stream, text("200")));
    }

    @Test
    void bothEndsForgetAStreamThatOneCloses() throws Exception {
        long stream = opened();
        Bytes late = server.data(stream, text("late")).orElseThrow();

        assertThat(server.received(client.close(stream).orElseThrow()))
                .containsExactly(new MuxEvent.Closed(stream));

        assertThat(client.received(late)).isEmpty();
        assertThat(server.data(stream, text("more"))).isEmpty();
        assertThat(server.close(stream)).isEmpty();
        assertThat(client.close(stream)).isEmpty();
        assertThat(server.openStreams()).isZero();
    }

    @Test
    void refusesOneStreamTooManyAndTellsThePeer() throws Exception {
        opened();
        opened();
        Multiplexer.Opening third = client.open().orElseThrow();
        List<MuxEvent> events = server.received(third.wire());

        Bytes reply = Bytes.ofHex("0101000007000000");
        assertThat(events).containsExactly(new MuxEvent.Refused(third.stream(), reply));
        assertThat(server.isOpen(third.stream())).isFalse();
        assertThat(client.received(reply)).containsExactly(new MuxEvent.Closed(third.stream()));
        assertThat(server.received(client.data(3, text("x")).orElseThrow())).hasSize(1);
    }

    @Test
    void ignoresASecondOpeningOfTheSameStream() throws Exception {
        long stream = opened();

        assertThat(server.received(Bytes.ofHex("0100000003000000"))).isEmpty();
        assertThat(server.isOpen(stream)).isTrue();
    }

    @Test
    void aNodeOpensNothingAtTheClient() throws Exception {
        Bytes opening = MuxCodec.encode(new MuxFrame.Open(2));
        Bytes data = MuxCodec.encode(new MuxFrame.Push(2, text("knock")));

        assertThat(client.received(opening)).isEmpty();
        assertThat(client.received(data)).isEmpty();
        assertThat(client.openStreams()).isZero();
        assertThatThrownBy(server::open).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void hearsThatThePeerIsAlive() throws Exception {
        assertThat(server.received(Multiplexer.keepAlive()))
                .containsExactly(new MuxEvent.KeptAlive());
    }

    @ParameterizedTest
    @CsvSource({
        "3.0.196.0, false, true",
        "3.0.222.0, true, true",
        "3.1.1511.0, true, true",
        "3.1.1575.0, true, false",
        "3.3.987.0, true, false",
        "3.3.987, false, true",
        "3.3.987.0.1, false, true",
        "3.3.x.0, false, true",
        "'', false, true"
    })
    void takesAgentsAsThePluginDoes(String version, boolean multiplexes, boolean keepsAlive) {
        assertThat(MuxVersions.agentMultiplexes(version)).isEqualTo(multiplexes);
        assertThat(MuxVersions.agentKeepsAlive(version)).isEqualTo(keepsAlive);
    }

    @ParameterizedTest
    @CsvSource({
        "1.1.60.0, false, true",
        "1.1.70, true, true",
        "1.1.70.0, true, true",
        "1.2.0.0, true, true",
        "1.2.331.0, true, true",
        "1.2.339.0, true, false",
        "1.2.835.0, true, false",
        "99999999999.0, false, true",
        "'', false, true"
    })
    void takesClientsAsTheAgentDoes(String version, boolean multiplexes, boolean keepsAlive) {
        assertThat(MuxVersions.clientMultiplexes(version)).isEqualTo(multiplexes);
        assertThat(MuxVersions.clientKeepsAlive(version)).isEqualTo(keepsAlive);
    }

    /// Twenty streams at random: what one end sent on a stream, the other has got on that stream.
    @Property(tries = 100)
    void everyStreamKeepsItsOwnBytes(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Multiplexer from = Multiplexer.client(20);
        Multiplexer to = Multiplexer.server(20);
        List<Long> streams = new ArrayList<>();
        Map<Long, StringBuilder> sent = new HashMap<>();
        Map<Long, StringBuilder> got = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            Optional<Multiplexer.Opening> opening =
                    random.nextInt(5) == 0 ? from.open() : Optional.empty();
            Bytes wire = Bytes.EMPTY;
            if (opening.isPresent()) {
                streams.add(opening.orElseThrow().stream());
                wire = opening.orElseThrow().wire();
            } else if (!streams.isEmpty()) {
                long stream = streams.get(random.nextInt(streams.size()));
                String word = "w" + i + ' ';
                sent.computeIfAbsent(stream, _ -> new StringBuilder()).append(word);
                wire = from.data(stream, text(word)).orElseThrow();
            }
            int cut = random.nextInt(wire.size() + 1);
            gather(to.received(wire.slice(0, cut)), got);
            gather(to.received(wire.slice(cut, wire.size())), got);
        }

        assertThat(got.keySet()).isEqualTo(sent.keySet());
        sent.forEach((id, words) -> assertThat(got.get(id)).hasToString(words.toString()));
    }

    private static void gather(List<MuxEvent> events, Map<Long, StringBuilder> into) {
        for (MuxEvent event : events) {
            if (event instanceof MuxEvent.Received(long stream, Bytes payload)) {
                into.computeIfAbsent(stream, _ -> new StringBuilder()).append(payload.toUtf8());
            }
        }
    }
}
