package dev.sallyport.protocol.channel;

import java.util.UUID;

/// What makes a frame unlike every other: its id and the moment it is made, both as wall-clock
/// milliseconds (for the wire) and as a monotonic nanosecond count (for measuring).
public record Stamp(UUID id, long millis, long nanos) {}
