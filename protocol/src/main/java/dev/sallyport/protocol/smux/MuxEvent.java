package dev.sallyport.protocol.smux;

import dev.sallyport.protocol.Bytes;

/// What bytes of the peer's meant for the streams.
public sealed interface MuxEvent {
    /// The peer opened a stream (only the client does).
    record Opened(long stream) implements MuxEvent {}

    /// The peer wanted one stream more than allowed. It is not open; `reply` tells the peer.
    record Refused(long stream, Bytes reply) implements MuxEvent {}

    record Received(long stream, Bytes payload) implements MuxEvent {}

    /// The peer closed the stream and has forgotten it: what is still sent there, it drops. What it
    /// sent before is to be delivered first.
    record Closed(long stream) implements MuxEvent {}

    /// The peer is alive. The agent answers a client that keeps alive with frames of its own.
    record KeptAlive() implements MuxEvent {}
}
