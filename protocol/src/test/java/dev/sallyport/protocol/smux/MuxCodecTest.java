package dev.sallyport.protocol.smux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MuxCodecTest {
    private final MuxCodec codec = new MuxCodec();

    /// Made with the real library, xtaci/smux 1.5.15.
    @ParameterizedTest
    @CsvSource({
        "0100000003000000, 3, open",
        "0100000005000000, 5, open",
        "0101000003000000, 3, close",
        "0101000005000000, 5, close",
        "0103000000000000, 0, alive"
    })
    void speaksAsTheRealLibrary(String hex, long stream, String kind) throws Exception {
        MuxFrame frame =
                switch (kind) {
                    case "open" -> new MuxFrame.Open(stream);
                    case "close" -> new MuxFrame.Close(stream);
                    default -> new MuxFrame.KeepAlive();
                };

        assertThat(MuxCodec.encode(frame).toHex()).isEqualTo(hex);
        assertThat(codec.decode(Bytes.ofHex(hex))).containsExactly(frame);
    }

    @ParameterizedTest
    @CsvSource({
        "0102120003000000474554202f20485454502f312e300d0a0d0a, 3, 474554202f20485454502f312e300d0a0d0a",
        "0102020005000000dead, 5, dead"
    })
    void carriesDataAsTheRealLibrary(String hex, long stream, String payload) throws Exception {
        MuxFrame frame = new MuxFrame.Push(stream, Bytes.ofHex(payload));

        assertThat(MuxCodec.encode(frame).toHex()).isEqualTo(hex);
        assertThat(codec.decode(Bytes.ofHex(hex))).containsExactly(frame);
    }

    @Test
    void readsAFrameCutAnywhere() throws Exception {
        Bytes wire = Bytes.ofHex("0102020005000000dead" + "0101000005000000");
        for (int cut = 0; cut <= wire.size(); cut++) {
            MuxCodec fresh = new MuxCodec();
            List<MuxFrame> frames = new ArrayList<>(fresh.decode(wire.slice(0, cut)));
            frames.addAll(fresh.decode(wire.slice(cut, wire.size())));

            assertThat(dataOf(frames).toHex()).isEqualTo("dead");
            assertThat(frames.getLast()).isEqualTo(new MuxFrame.Close(5));
        }
    }

    @Test
    void carriesTheLargestPayload() throws Exception {
        byte[] payload = new byte[MuxCodec.MAX_PAYLOAD];
        new Random(1).nextBytes(payload);
        MuxFrame frame = new MuxFrame.Push(MuxCodec.MAX_STREAM, Bytes.wrap(payload));

        assertThat(codec.decode(MuxCodec.encode(frame))).containsExactly(frame);
    }

    @Test
    void handsOutNothingForAnEmptyDataFrame() throws Exception {
        assertThat(codec.decode(Bytes.ofHex("0102000003000000" + "0100000005000000")))
                .containsExactly(new MuxFrame.Open(5));
    }

    @ParameterizedTest
    @CsvSource({
        "0200000003000000, version 2",
        "0000000003000000, version 0",
        "0104000003000000, command 4",
        "01ff000003000000, command -1",
        "0100010003000000, length 1",
        "0101ffff03000000, length 65535",
        "0103010000000000, length 1"
    })
    void refusesWhatIsNoFrameAndStaysShut(String hex, String why) {
        assertThatThrownBy(() -> codec.decode(Bytes.ofHex(hex)))
                .isInstanceOf(MalformedMuxException.class)
                .hasMessageContaining(why);
        assertThatThrownBy(() -> codec.decode(Bytes.ofHex("0100000003000000")))
                .isInstanceOf(MalformedMuxException.class);
    }

    @Test
    void refusesToCarryTooMuchOrNothing() {
        assertThatThrownBy(() -> new MuxFrame.Push(3, Bytes.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MuxFrame.Push(3, Bytes.wrap(new byte[65_536])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MuxFrame.Open(-1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MuxFrame.Close(MuxCodec.MAX_STREAM + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void bordersOfMessagesMeanNothing(
            @ForAll @Size(max = 20) List<@LongRange(max = 4) Long> streams,
            @ForAll @IntRange(min = 1, max = 40) int step,
            @ForAll long seed)
            throws Exception {
        Random random = new Random(seed);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        int closes = 0;
        for (long stream : streams) {
            byte[] payload = new byte[1 + random.nextInt(70)];
            random.nextBytes(payload);
            sent.writeBytes(payload);
            wire.writeBytes(encoded(new MuxFrame.Push(stream, Bytes.copyOf(payload))));
            wire.writeBytes(encoded(new MuxFrame.Close(stream)));
            closes++;
        }
        Bytes all = Bytes.wrap(wire.toByteArray());
        List<MuxFrame> frames = new ArrayList<>();
        for (int at = 0; at < all.size(); at += step) {
            frames.addAll(codec.decode(all.slice(at, Math.min(all.size(), at + step))));
        }

        assertThat(dataOf(frames)).isEqualTo(Bytes.wrap(sent.toByteArray()));
        assertThat(frames.stream().filter(MuxFrame.Close.class::isInstance)).hasSize(closes);
    }

    @Property(tries = 2000)
    void whateverComesInEndsWithFramesOrTheOneException(@ForAll @Size(max = 64) byte[] noise) {
        MuxCodec fresh = new MuxCodec();
        // Most noise dies of its first byte: let half of it get further.
        if (noise.length > 1 && (noise[0] & 1) == 0) {
            noise[0] = 1;
            noise[1] = (byte) (noise[1] & 3);
        }
        try {
            int bytes = 0;
            for (MuxFrame frame : fresh.decode(Bytes.copyOf(noise))) {
                bytes += frame instanceof MuxFrame.Push(_, Bytes payload) ? payload.size() : 0;
            }
            assertThat(bytes).isLessThanOrEqualTo(noise.length);
        } catch (MalformedMuxException e) {
            assertThat(e.getMessage()).startsWith("smux: ");
        }
    }

    private static byte[] encoded(MuxFrame frame) {
        return MuxCodec.encode(frame).toArray();
    }

    private static Bytes dataOf(List<MuxFrame> frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (MuxFrame frame : frames) {
            if (frame instanceof MuxFrame.Push(_, Bytes payload)) {
                all.writeBytes(payload.toArray());
            }
        }
        return Bytes.wrap(all.toByteArray());
    }
}
