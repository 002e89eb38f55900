package dev.sallyport.server.sessions;

import java.time.Duration;

/// How long sessions wait for what.
public record SessionSettings(
        Duration tokenLife,
        Duration nodeDeadline,
        Duration closeGrace,
        Duration releaseGrace,
        Duration history,
        int sessionsPerNode) {
    /// A token has a minute to open its socket. 15 s for the node: the client's plugin gives a
    /// handshake no longer. Agents stop reading their control line at 1000 sessions, so fewer are
    /// let through. Thirteen months of history: a year's audit and its preparation.
    public static final SessionSettings DEFAULTS =
            new SessionSettings(
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(3),
                    Duration.ofDays(396),
                    900);
}
