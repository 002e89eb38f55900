package dev.sallyport.protocol.smux;

import java.util.Arrays;
import java.util.Optional;

/// The version rules of the public peers. Each end decides on its own from what the other said in
/// the handshake, so a deviation gives a session that speaks two protocols.
public final class MuxVersions {
    private static final int[] LAST_BASIC_AGENT = {3, 0, 196, 0};
    private static final int[] LAST_AGENT_KEEPING_ALIVE = {3, 1, 1511, 0};
    private static final int[] FIRST_MULTIPLEXING_CLIENT = {1, 1, 70};
    private static final int[] LAST_CLIENT_KEEPING_ALIVE = {1, 2, 331, 0};

    private MuxVersions() {}

    /// The client's view: whether a node of this version multiplexes. The plugin takes every
    /// version that has not exactly four numeric parts for an old one.
    public static boolean agentMultiplexes(String agentVersion) {
        return fourParts(agentVersion).filter(v -> after(v, LAST_BASIC_AGENT)).isPresent();
    }

    /// The client's view: whether a node of this version expects keep-alive frames.
    public static boolean agentKeepsAlive(String agentVersion) {
        return fourParts(agentVersion).filter(v -> after(v, LAST_AGENT_KEEPING_ALIVE)).isEmpty();
    }

    /// The node's view: whether a client of this version multiplexes.
    public static boolean clientMultiplexes(String clientVersion) {
        return parts(clientVersion)
                .filter(v -> Arrays.compare(v, FIRST_MULTIPLEXING_CLIENT) >= 0)
                .isPresent();
    }

    /// The node's view: whether a client of this version expects keep-alive frames, and closes the
    /// session without them.
    public static boolean clientKeepsAlive(String clientVersion) {
        return parts(clientVersion).filter(v -> after(v, LAST_CLIENT_KEEPING_ALIVE)).isEmpty();
    }

    /// Component by component; of two that agree, the longer one is the later.
    private static boolean after(int[] version, int[] threshold) {
        return Arrays.compare(version, threshold) > 0;
    }

    private static Optional<int[]> fourParts(String version) {
        return parts(version).filter(v -> v.length == 4);
    }

    private static Optional<int[]> parts(String version) {
        if (!version.matches("\\d{1,9}(\\.\\d{1,9}){0,7}")) {
            return Optional.empty();
        }
        return Optional.of(
                Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray());
    }
}
