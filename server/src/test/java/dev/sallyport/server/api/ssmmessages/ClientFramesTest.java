package dev.sallyport.server.api.ssmmessages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.MalformedFrameException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClientFramesTest {
    private static final String TEXT_DIGEST = "e3b0c44298fc1c149afbf4c8996fb924";

    @Test
    void givesAFrameWithATextDigestTheRightOne() throws MalformedFrameException {
        Bytes mended = ClientFrames.mend(oddFrame("input_stream_data", 5, 1, TEXT_DIGEST));

        Frame frame = FrameCodec.decode(mended);
        assertThat(frame.type()).isEqualTo("input_stream_data");
        assertThat(frame.sequence()).isEqualTo(5);
        assertThat(frame.payloadType()).isEqualTo(1);
        assertThat(frame.payload().toUtf8()).isEqualTo("ls\n");
        assertThat(frame.id()).isEqualTo(new UUID(1, 2));
    }

    @Test
    void takesTheNumberOffAnAcknowledgement() throws MalformedFrameException {
        Frame frame =
                FrameCodec.decode(ClientFrames.mend(oddFrame("acknowledge", 7, 3, TEXT_DIGEST)));

        assertThat(frame.sequence()).isZero();
        assertThat(frame.payloadType()).isZero();
        assertThat(frame.flags()).isEqualTo(3);
    }

    @Test
    void leavesAnyOtherWrongDigestToTheCheck() {
        Bytes odd = oddFrame("input_stream_data", 5, 1, "not hex, and so not that one odd");

        assertThat(ClientFrames.mend(odd)).isSameAs(odd);
        assertThatThrownBy(() -> FrameCodec.decode(odd))
                .isInstanceOf(MalformedFrameException.class);
    }

    @Test
    void leavesShortFramesAndOtherTypesAlone() {
        Bytes brief = Bytes.ofHex("00".repeat(119));
        Bytes other = oddFrame("channel_closed", 0, 0, TEXT_DIGEST);

        assertThat(ClientFrames.mend(brief)).isSameAs(brief);
        assertThat(ClientFrames.mend(other)).isSameAs(other);
    }

    private static Bytes oddFrame(String type, long sequence, int payloadType, String digest) {
        byte[] payload = "ls\n".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(120 + payload.length);
        out.putInt(116);
        out.position(36 - type.length()).put(type.getBytes(StandardCharsets.US_ASCII));
        out.putInt(1).putLong(1_700_000_000_123L).putLong(sequence).putLong(1);
        out.putLong(2).putLong(1);
        out.put(digest.getBytes(StandardCharsets.US_ASCII));
        out.putInt(payloadType).putInt(payload.length).put(payload);
        return Bytes.wrap(out.array());
    }
}
