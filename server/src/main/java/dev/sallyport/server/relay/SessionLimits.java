package dev.sallyport.server.relay;

import java.time.Duration;
import java.util.Optional;

/// How long a session may be idle, last, and do without one of its ends.
///
/// @param idle without output or keystrokes, before the session ends
/// @param maximum since the start, however busy
/// @param clientWindow how long a client that lost its socket may take to come back
/// @param nodeWindow how long a node that lost its socket may take to come back
public record SessionLimits(
        Duration idle, Optional<Duration> maximum, Duration clientWindow, Duration nodeWindow) {

    public SessionLimits {
        requirePositive("idle", idle);
        maximum.ifPresent(limit -> requirePositive("maximum", limit));
        requirePositive("client window", clientWindow);
        requirePositive("node window", nodeWindow);
    }

    /// 20 minutes idle, no maximum. A shell waits ten minutes for its client: laptops sleep. A port
    /// session waits 20 seconds: its client cannot say goodbye, so a longer wait would keep the
    /// connection to the target open after every `ssh` that ended.
    public static SessionLimits usual(SessionKind kind) {
        Duration client = kind.isTerminal() ? Duration.ofMinutes(10) : Duration.ofSeconds(20);
        return new SessionLimits(
                Duration.ofMinutes(20), Optional.empty(), client, Duration.ofSeconds(60));
    }

    public SessionLimits withIdle(Duration limit) {
        return new SessionLimits(limit, maximum, clientWindow, nodeWindow);
    }

    public SessionLimits withMaximum(Duration limit) {
        return new SessionLimits(idle, Optional.of(limit), clientWindow, nodeWindow);
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
    }
}
