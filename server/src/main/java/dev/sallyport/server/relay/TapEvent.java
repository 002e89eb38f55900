package dev.sallyport.server.relay;

import dev.sallyport.protocol.Bytes;

/// Something of a session that is worth storing.
public sealed interface TapEvent {
    /// A stream frame at its first sight, in the order of its direction's sequence numbers, without
    /// a gap.
    record Streamed(Direction direction, int payloadType, Bytes payload) implements TapEvent {}

    /// As {@link Streamed}, of a frame that is encrypted between the two ends: only its size is
    /// worth storing.
    record Sealed(Direction direction, int size) implements TapEvent {}

    /// A stream frame of an already stored number that goes on although the relay can no longer
    /// tell whether its content is the stored one.
    record Repeated(Direction direction, long sequence, int payloadType, Bytes payload)
            implements TapEvent {}

    /// Stream frames that will never come: both ends have done with them, but the server's machine
    /// died before they were on its disk. Each counts as stored.
    record Missed(Direction direction, long first, long count) implements TapEvent {}

    /// How much an opaque session has carried since this run of the server opened it: all frames,
    /// and the bytes of those that hold a user's.
    record Counted(long downFrames, long downBytes, long upFrames, long upBytes)
            implements TapEvent {}

    /// A line of the server's own, which goes to the client as the stream frame of this number. No
    /// frame of the node's: the numbers of both directions go on as if there were none. Kept even
    /// if the server's machine dies, for the client counts it.
    record Said(long sequence, Bytes payload) implements TapEvent {}

    /// A turn in the session's life, such as `resumed` or `ended: idle`.
    record Marked(String text) implements TapEvent {}
}
