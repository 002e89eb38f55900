package dev.sallyport.server.api.ssmmessages;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.MessageTypes;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Mends the frames of clients that write them in a known odd way, before the relay checks them.
///
/// The npm package `ssm-session` (1.0.6) puts NULs in front of the message type, gives
/// acknowledgements a sequence number and a payload type, and fills the digest with 32 hex digits
/// of a hash of something else. The real service does not look at any of that, so programs built on
/// it work there. A digest of that form says nothing; the frame gets the right one. Every other
/// digest is left for the relay to check.
final class ClientFrames {
    private static final int TYPE_AT = 4;
    private static final int SCHEMA_AT = 36;
    private static final int CREATED_AT = 40;
    private static final int DIGEST_AT = 80;
    private static final int PAYLOAD_TYPE_AT = 112;
    private static final long ACKNOWLEDGE_FLAGS = 3;

    private ClientFrames() {}

    /// The frame as it ought to have been written, or the very bytes that came.
    static Bytes mend(Bytes wire) {
        if (wire.size() < FrameCodec.OVERHEAD || !hasTextDigest(wire)) {
            return wire;
        }
        String type = text(wire, TYPE_AT, SCHEMA_AT).strip();
        ByteBuffer in = wire.asReadOnlyBuffer().position(CREATED_AT);
        long created = in.getLong();
        long sequence = in.getLong();
        long flags = in.getLong();
        long low = in.getLong();
        UUID id = new UUID(in.getLong(), low);
        Bytes payload = wire.slice(FrameCodec.OVERHEAD, wire.size());
        if (!type.equals(MessageTypes.ACKNOWLEDGE)
                && !type.equals(MessageTypes.INPUT_STREAM_DATA)) {
            return wire;
        }
        boolean acknowledge = type.equals(MessageTypes.ACKNOWLEDGE);
        int payloadType = in.getInt(PAYLOAD_TYPE_AT);
        return FrameCodec.encode(
                new Frame(
                        type,
                        created,
                        acknowledge ? 0 : sequence,
                        acknowledge ? ACKNOWLEDGE_FLAGS : flags,
                        id,
                        acknowledge ? PayloadTypes.NONE : payloadType,
                        payload));
    }

    private static boolean hasTextDigest(Bytes wire) {
        // Of every frame there is: a true digest is told by its first bytes, without a text.
        for (int i = DIGEST_AT; i < PAYLOAD_TYPE_AT; i++) {
            byte digit = wire.at(i);
            if (!(digit >= '0' && digit <= '9') && !(digit >= 'a' && digit <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static String text(Bytes wire, int from, int to) {
        byte[] bytes = wire.slice(from, to).toArray();
        return new String(bytes, StandardCharsets.ISO_8859_1).replace('\0', ' ');
    }
}
