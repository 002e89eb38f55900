package dev.sallyport.protocol.smux;

import dev.sallyport.protocol.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Frames to bytes, and a stream of bytes back to frames.
///
/// An instance reads one direction of one session and keeps what a message has cut: a header in two
/// halves, a payload of which more is to come.
public final class MuxCodec {
    /// The most a data frame can carry.
    public static final int MAX_PAYLOAD = 0xffff;

    public static final int HEADER = 8;
    static final long MAX_STREAM = 0xffff_ffffL;

    private static final byte VERSION = 1;
    private static final byte SYN = 0;
    private static final byte FIN = 1;
    private static final byte PSH = 2;
    private static final byte NOP = 3;

    private final ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    private long stream;
    private int missing;
    private boolean broken;

    public static Bytes encode(MuxFrame frame) {
        return switch (frame) {
            case MuxFrame.Open open -> encode(SYN, open.stream(), Bytes.EMPTY);
            case MuxFrame.Close close -> encode(FIN, close.stream(), Bytes.EMPTY);
            case MuxFrame.Push data -> encode(PSH, data.stream(), data.payload());
            case MuxFrame.KeepAlive() -> encode(NOP, 0, Bytes.EMPTY);
        };
    }

    private static Bytes encode(byte command, long stream, Bytes payload) {
        byte[] wire = new byte[HEADER + payload.size()];
        ByteBuffer.wrap(wire)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(VERSION)
                .put(command)
                .putShort((short) payload.size())
                .putInt((int) stream)
                .put(payload.asReadOnlyBuffer());
        return Bytes.wrap(wire);
    }

    /// Reads the next bytes of the stream, wherever they were cut. Data frames come in as many
    /// parts as their bytes did, each sharing the array of `chunk`. After a failure nothing can be
    /// read any more: every further call fails too.
    public List<MuxFrame> decode(Bytes chunk) throws MalformedMuxException {
        if (broken) {
            throw new MalformedMuxException("smux: unreadable after an earlier fault");
        }
        List<MuxFrame> frames = new ArrayList<>();
        int at = 0;
        while (at < chunk.size()) {
            if (missing > 0) {
                int taken = Math.min(missing, chunk.size() - at);
                frames.add(new MuxFrame.Push(stream, chunk.slice(at, at + taken)));
                missing -= taken;
                at += taken;
            } else {
                header.put(chunk.at(at));
                at++;
                if (!header.hasRemaining()) {
                    begin(frames);
                }
            }
        }
        return frames;
    }

    private void begin(List<MuxFrame> frames) throws MalformedMuxException {
        header.flip();
        byte version = header.get();
        byte command = header.get();
        int length = Short.toUnsignedInt(header.getShort());
        stream = Integer.toUnsignedLong(header.getInt());
        header.clear();
        if (version != VERSION) {
            throw fault("version " + version + " (expected: " + VERSION + ")");
        }
        if (command != PSH && length != 0) {
            throw fault("length " + length + " in a frame without data");
        }
        switch (command) {
            case SYN -> frames.add(new MuxFrame.Open(stream));
            case FIN -> frames.add(new MuxFrame.Close(stream));
            case PSH -> missing = length;
            case NOP -> frames.add(new MuxFrame.KeepAlive());
            default -> throw fault("command " + command);
        }
    }

    private MalformedMuxException fault(String what) {
        broken = true;
        return new MalformedMuxException("smux: " + what);
    }
}
