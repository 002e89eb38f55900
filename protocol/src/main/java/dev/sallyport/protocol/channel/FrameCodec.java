package dev.sallyport.protocol.channel;

import dev.sallyport.protocol.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/// Frames to bytes and back.
///
/// Both public peers die silently of a frame that is shorter than its header or claims a longer
/// one, so nothing goes to them that {@link #decode} would not take.
public final class FrameCodec {
    /// The size of a frame without payload, and so the least a frame can have.
    public static final int OVERHEAD = 120;

    private static final int HEADER_LENGTH = 116;
    private static final int SCHEMA_VERSION = 1;
    private static final int TYPE_AT = 4;
    private static final int CREATED_AT = 40;
    private static final int SEQUENCE_AT = 48;
    private static final int DIGEST_AT = 80;
    private static final int PAYLOAD_TYPE_AT = 112;

    private FrameCodec() {}

    public static Bytes encode(Frame frame) {
        Bytes payload = frame.payload();
        byte[] wire = new byte[OVERHEAD + payload.size()];
        Arrays.fill(wire, TYPE_AT, TYPE_AT + Frame.TYPE_SIZE, (byte) ' ');
        ByteBuffer out = ByteBuffer.wrap(wire);
        out.putInt(HEADER_LENGTH);
        out.put(frame.type().getBytes(StandardCharsets.US_ASCII));
        out.position(TYPE_AT + Frame.TYPE_SIZE);
        out.putInt(SCHEMA_VERSION);
        out.putLong(frame.createdMillis());
        out.putLong(frame.sequence());
        out.putLong(frame.flags());
        // The low half comes first: a slip of the first agent that every peer has copied since.
        out.putLong(frame.id().getLeastSignificantBits());
        out.putLong(frame.id().getMostSignificantBits());
        out.put(payload.sha256().asReadOnlyBuffer());
        out.putInt(frame.payloadType());
        out.putInt(payload.size());
        out.put(payload.asReadOnlyBuffer());
        return Bytes.wrap(wire);
    }

    /// Reads a frame that may be passed on: length fields and digest must be right. The service of
    /// AWS leaves both unset in frames without payload, so there they are not looked at.
    ///
    /// The payload shares the wire's array.
    public static Frame decode(Bytes wire) throws MalformedFrameException {
        Frame frame = decodeLeniently(wire);
        int claimed = wire.asReadOnlyBuffer().getInt(PAYLOAD_TYPE_AT + Integer.BYTES);
        if (!frame.payload().isEmpty() && claimed != frame.payload().size()) {
            throw new MalformedFrameException(
                    "payload length: "
                            + Integer.toUnsignedString(claimed)
                            + " (expected: "
                            + frame.payload().size()
                            + ")");
        }
        return frame;
    }

    /// Reads a frame as the public peers do: everything behind the header is payload, whatever the
    /// length field says. For the last reader of a frame.
    public static Frame decodeLeniently(Bytes wire) throws MalformedFrameException {
        if (wire.size() < OVERHEAD) {
            throw new MalformedFrameException(
                    "frame: " + wire.size() + " bytes (expected: at least " + OVERHEAD + ")");
        }
        ByteBuffer in = wire.asReadOnlyBuffer();
        int headerLength = in.getInt();
        if (headerLength != HEADER_LENGTH) {
            throw new MalformedFrameException(
                    "header length: "
                            + Integer.toUnsignedString(headerLength)
                            + " (expected: "
                            + HEADER_LENGTH
                            + ")");
        }
        String type = decodeType(wire);
        in.position(CREATED_AT);
        long created = in.getLong();
        if (created == 0) {
            throw new MalformedFrameException("created date: 0");
        }
        long sequence = in.getLong();
        long flags = in.getLong();
        long low = in.getLong();
        UUID id = new UUID(in.getLong(), low);
        Bytes payload = wire.slice(OVERHEAD, wire.size());
        checkDigest(wire, payload);
        return new Frame(type, created, sequence, flags, id, in.getInt(PAYLOAD_TYPE_AT), payload);
    }

    /// A whole frame's copy under another number. The digest is the payload's and stays right.
    public static Bytes renumber(Bytes wire, long sequence) {
        byte[] copy = wire.toArray();
        ByteBuffer.wrap(copy).putLong(SEQUENCE_AT, sequence);
        return Bytes.wrap(copy);
    }

    private static String decodeType(Bytes wire) throws MalformedFrameException {
        byte[] padded = wire.slice(TYPE_AT, TYPE_AT + Frame.TYPE_SIZE).toArray();
        int end = padded.length;
        while (end > 0 && (padded[end - 1] == 0 || padded[end - 1] == ' ')) {
            end--;
        }
        String type = new String(padded, 0, end, StandardCharsets.ISO_8859_1);
        if (type.isEmpty() || !Frame.isPlain(type)) {
            throw new MalformedFrameException("message type: empty or not printable ASCII");
        }
        return type;
    }

    private static void checkDigest(Bytes wire, Bytes payload) throws MalformedFrameException {
        if (!payload.isEmpty()
                && !payload.sha256().equals(wire.slice(DIGEST_AT, PAYLOAD_TYPE_AT))) {
            throw new MalformedFrameException("payload digest does not match");
        }
    }
}
