package dev.sallyport.server.sessions;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Where a session is in its life. {@link #mayBecome} is the one table of legal moves; the database
/// holds the same table as a foreign key.
public enum SessionState {
    /// Asked for; not yet both ends there.
    CONNECTING("Connecting"),
    /// Both ends are there, or were when last heard of.
    CONNECTED("Connected"),
    /// The client is gone and may come back.
    DISCONNECTED("Disconnected"),
    /// Somebody ended it; the sockets are being closed.
    TERMINATING("Terminating"),
    TERMINATED("Terminated"),
    FAILED("Failed");

    private static final Map<SessionState, Set<SessionState>> MOVES =
            new EnumMap<>(
                    Map.of(
                            CONNECTING, EnumSet.of(CONNECTED, TERMINATING, TERMINATED, FAILED),
                            CONNECTED, EnumSet.of(DISCONNECTED, TERMINATING, TERMINATED, FAILED),
                            DISCONNECTED, EnumSet.of(CONNECTED, TERMINATING, TERMINATED, FAILED),
                            TERMINATING, EnumSet.of(TERMINATED, FAILED),
                            TERMINATED, EnumSet.noneOf(SessionState.class),
                            FAILED, EnumSet.noneOf(SessionState.class)));

    private final String wireName;

    SessionState(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public boolean mayBecome(SessionState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /// Whether its client may still come back.
    public boolean isOpen() {
        return this == CONNECTING || this == CONNECTED || this == DISCONNECTED;
    }

    public boolean isFinal() {
        return this == TERMINATED || this == FAILED;
    }

    /// Reads a stored or asked-for name.
    public static SessionState parse(String wireName) {
        return Arrays.stream(values())
                .filter(state -> state.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("session state: '" + wireName + "'"));
    }
}
