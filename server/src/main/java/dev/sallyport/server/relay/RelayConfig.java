package dev.sallyport.server.relay;

import java.time.Duration;

/// The relay's limits and waiting times. {@link #usual} is right for nearly everybody.
///
/// @param frameBytes the largest frame taken from either side
/// @param queueBytes how much may wait for one end or the recorder before its source is not read
/// @param reorderBytes how much may wait behind a missing frame
/// @param windowBytes how much of what is not acknowledged yet is kept for a returning end
/// @param malformedFrames how many broken frames one socket may send before it is closed
/// @param waits the waiting times
public record RelayConfig(
        int frameBytes,
        int queueBytes,
        int reorderBytes,
        int windowBytes,
        int malformedFrames,
        Waits waits) {

    /// @param ackDelay how long after a frame its acknowledgement may reach the node at the
    ///   earliest
    /// @param holdBack the client's silence after the handshake of a forwarded port
    /// @param drain how long a finished node's last output may take to be acknowledged
    /// @param close how long an end may take to leave after it was told
    public record Waits(Duration ackDelay, Duration holdBack, Duration drain, Duration close) {}

    /// Of files everything is kept that is not acknowledged: what came again after it was forgotten
    /// could be other bytes than those that were looked at. Both ends of ours have less under way.
    private static final int FILES_WINDOW = 16 << 20;

    int windowBytes(SessionKind kind) {
        return kind.isFiles() ? FILES_WINDOW : windowBytes;
    }

    public static RelayConfig usual() {
        return new RelayConfig(
                256 << 10,
                512 << 10,
                2 << 20,
                1 << 20,
                100,
                new Waits(
                        Duration.ofMillis(2),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2)));
    }
}
