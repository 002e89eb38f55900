package dev.sallyport.server.relay;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Acknowledge;
import dev.sallyport.protocol.channel.AgentSessionState;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.Frames;
import dev.sallyport.protocol.channel.MessageTypes;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.util.UUID;
import java.util.concurrent.Callable;

/// Frames as the two ends write them.
final class Wire {
    private static final long NOON = 1_893_499_200_000L;

    private Wire() {}

    static Bytes output(long sequence, String text) {
        return down(sequence, PayloadTypes.OUTPUT, Bytes.ofUtf8(text));
    }

    static Bytes input(long sequence, String text) {
        return up(sequence, PayloadTypes.OUTPUT, Bytes.ofUtf8(text));
    }

    static Bytes down(long sequence, int type, Bytes payload) {
        return stream(MessageTypes.OUTPUT_STREAM_DATA, sequence, type, payload);
    }

    static Bytes up(long sequence, int type, Bytes payload) {
        return stream(MessageTypes.INPUT_STREAM_DATA, sequence, type, payload);
    }

    static Bytes ackDown(long sequence) {
        return ack(output(sequence, "any"));
    }

    static Bytes ackUp(long sequence) {
        return ack(input(sequence, "any"));
    }

    static Bytes ack(Bytes wire) {
        Frame frame = unchecked(() -> FrameCodec.decode(wire));
        return FrameCodec.encode(Frames.acknowledge(frame, new UUID(9, frame.sequence()), NOON));
    }

    static Bytes state(String state) {
        return FrameCodec.encode(
                Frames.agentSessionState(
                        new AgentSessionState("alice-0abc", state), new UUID(7, 7), NOON));
    }

    static Bytes control(String type) {
        return FrameCodec.encode(Frames.control(type, Bytes.EMPTY, new UUID(8, 8), NOON));
    }

    static String tell(Frame frame) {
        if (frame.isStream()) {
            return frame.type() + " " + frame.sequence();
        }
        if (frame.type().equals(MessageTypes.ACKNOWLEDGE)) {
            return "acknowledge " + unchecked(() -> Acknowledge.decode(frame.payload())).sequence();
        }
        return frame.type();
    }

    static <T> T unchecked(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Bytes stream(String type, long sequence, int payloadType, Bytes payload) {
        return FrameCodec.encode(
                new Frame(type, NOON, sequence, 0, new UUID(1, sequence), payloadType, payload));
    }
}
