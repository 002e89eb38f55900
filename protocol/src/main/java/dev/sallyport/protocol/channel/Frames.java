package dev.sallyport.protocol.channel;

import dev.sallyport.protocol.Bytes;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Ready-made frames, with the flags their public counterparts carry.
public final class Frames {
    private static final long SYN = 1;
    private static final long SYN_FIN = 3;

    private Frames() {}

    /// A random id (UUID version 4) from the given source.
    public static UUID newId(RandomGenerator random) {
        long high = (random.nextLong() & ~0xf000L) | 0x4000L;
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /// The acknowledgement of `acked`.
    public static Frame acknowledge(Frame acked, UUID id, long nowMillis) {
        Bytes payload = new Acknowledge(acked.type(), acked.id(), acked.sequence()).encode();
        return new Frame(
                MessageTypes.ACKNOWLEDGE, nowMillis, 0, SYN_FIN, id, PayloadTypes.NONE, payload);
    }

    /// The frame takes id and date from the message.
    public static Frame channelClosed(ChannelClosed message) {
        return new Frame(
                MessageTypes.CHANNEL_CLOSED,
                message.createdMillis(),
                0,
                SYN_FIN,
                message.messageId(),
                PayloadTypes.NONE,
                message.encode());
    }

    public static Frame agentSessionState(AgentSessionState message, UUID id, long nowMillis) {
        return new Frame(
                MessageTypes.AGENT_SESSION_STATE,
                nowMillis,
                0,
                SYN_FIN,
                id,
                PayloadTypes.NONE,
                message.encode());
    }

    /// Any message outside the numbered streams, without flags.
    public static Frame control(String type, Bytes payload, UUID id, long nowMillis) {
        return new Frame(type, nowMillis, 0, 0, id, PayloadTypes.NONE, payload);
    }

    /// A frame of a numbered stream. Only a node's first one carries a flag.
    static Frame stream(String type, long sequence, int payloadType, Bytes payload, Stamp stamp) {
        boolean first = sequence == 0 && type.equals(MessageTypes.OUTPUT_STREAM_DATA);
        return new Frame(
                type, stamp.millis(), sequence, first ? SYN : 0, stamp.id(), payloadType, payload);
    }
}
