package dev.sallyport.protocol.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Conformance cases DC-01 to DC-04 of our notes on the data channel, and what no peer may do to
/// us.
class FrameCodecTest {
    private static final UUID ID = UUID.fromString("dd01e56b-ff48-483e-a508-b5f073f31b16");
    private static final Frame KEYS =
            new Frame("input_stream_data", 1_700_000_000_123L, 0, 0, ID, 1, Bytes.ofUtf8("ls\n"));

    private final byte[] wire = FrameCodec.encode(KEYS).toArray();

    private ByteBuffer wireBuffer() {
        return ByteBuffer.wrap(wire);
    }

    private Frame decode() throws MalformedFrameException {
        return FrameCodec.decode(Bytes.copyOf(wire));
    }

    private void isRefused(String message) {
        assertThatThrownBy(this::decode)
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining(message);
    }

    @Test
    void dc01GivesBackTheIdWhoseHalvesAreSwappedOnTheWire() throws Exception {
        assertThat(Bytes.copyOf(wire).slice(64, 80).toHex())
                .isEqualTo("a508b5f073f31b16dd01e56bff48483e");
        assertThat(decode().id()).isEqualTo(ID);
    }

    @Test
    void changesTheNumberOfAFrameAndNothingElse() throws Exception {
        Bytes before = Bytes.copyOf(wire);

        Bytes other = FrameCodec.renumber(before, 0x0102030405060708L);

        assertThat(other.slice(48, 56).toHex()).isEqualTo("0102030405060708");
        assertThat(FrameCodec.renumber(other, KEYS.sequence())).isEqualTo(before);
        assertThat(FrameCodec.decode(other).payload()).isEqualTo(KEYS.payload());
        assertThat(before).isEqualTo(Bytes.copyOf(wire));
    }

    @ParameterizedTest(name = "a length of {0}")
    @ValueSource(ints = {0, 99})
    void dc02AReaderAtTheEndTakesPaddingLengthAndSchemaAsTheyCome(int length) throws Exception {
        for (int i = 4; i < 36; i++) {
            wire[i] = wire[i] == ' ' ? 0 : wire[i];
        }
        wireBuffer().putInt(36, 2).putInt(116, length);

        assertThat(FrameCodec.decodeLeniently(Bytes.copyOf(wire))).isEqualTo(KEYS);
    }

    @Property
    void dc03RefusesWhatIsShorterThanAHeader(@ForAll @Size(max = 119) byte[] tooShort) {
        assertThatThrownBy(() -> FrameCodec.decode(Bytes.copyOf(tooShort)))
                .isInstanceOf(MalformedFrameException.class);
    }

    @ParameterizedTest(name = "the first {0} bytes of a frame")
    @ValueSource(ints = {0, 4, 50, 116, 117, 118, 119})
    void dc03RefusesAFrameCutInItsHeader(int size) {
        assertThatThrownBy(() -> FrameCodec.decode(Bytes.copyOf(wire).slice(0, size)))
                .isInstanceOf(MalformedFrameException.class);
    }

    @ParameterizedTest(name = "a header length of {0}")
    @ValueSource(ints = {0, 115, 117, 120, 0x7fffffff, 0x80000000, 0xffffffff})
    void dc03RefusesAnyOtherHeaderLength(int headerLength) {
        wireBuffer().putInt(0, headerLength);

        isRefused("header length");
    }

    @Test
    void dc03RefusesAFrameWithoutDate() {
        wireBuffer().putLong(40, 0);

        isRefused("created date");
    }

    @Test
    void dc04RefusesAWrongDigest() {
        wire[80] ^= 1;

        isRefused("digest");
    }

    @ParameterizedTest(name = "a payload length of {0}")
    @ValueSource(ints = {0, 2, 4, 1 << 30, 0xffffffff})
    void passesOnNoFrameThatLiesAboutItsLength(int length) {
        wireBuffer().putInt(116, length);

        isRefused("payload length");
    }

    @ParameterizedTest(name = "a type that starts with byte {0}")
    @ValueSource(ints = {0x20, 0x0a, 0x1b, 0x7f, 0xff})
    void refusesATypeNobodyCouldPrint(int first) {
        wire[4] = (byte) first;

        isRefused("message type");
    }

    @Test
    void refusesAnEmptyType() {
        for (int i = 4; i < 36; i++) {
            wire[i] = 0;
        }

        isRefused("message type");
    }

    @Test
    void takesAFrameWithoutPayloadWhateverItsLengthAndDigestSay() throws Exception {
        byte[] pause = Bytes.copyOf(wire).slice(0, 120).toArray();

        assertThat(FrameCodec.decode(Bytes.wrap(pause)).payload()).isEqualTo(Bytes.EMPTY);
    }

    @Property
    void givesBackEveryFrame(
            @ForAll long sequence, @ForAll long flags, @ForAll int type, @ForAll byte[] payload)
            throws Exception {
        Frame frame =
                new Frame("acknowledge", -1, sequence, flags, ID, type, Bytes.copyOf(payload));

        assertThat(FrameCodec.decode(FrameCodec.encode(frame))).isEqualTo(frame);
    }

    /// DC-45 in small: whatever is done to a frame, the codec either gives a frame that encodes to
    /// the same bytes or refuses it in the one way its callers expect.
    @Property(tries = 20_000)
    void survivesEveryMutation(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int changes)
            throws Exception {
        Random random = new Random(seed);
        byte[] mutated = wire.clone();
        for (int i = 0; i < changes; i++) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
        }
        if (random.nextInt(4) == 0) {
            mutated = java.util.Arrays.copyOf(mutated, random.nextInt(2 * mutated.length));
        }
        try {
            Frame frame = FrameCodec.decode(Bytes.copyOf(mutated));
            assertThat(FrameCodec.decode(FrameCodec.encode(frame))).isEqualTo(frame);
        } catch (MalformedFrameException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }
}
