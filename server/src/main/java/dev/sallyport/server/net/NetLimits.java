package dev.sallyport.server.net;

import java.time.Duration;

/// How much anybody may ask of the listeners. {@link #standard()} is what the server runs with;
/// `with…` makes a narrower one.
///
/// @param requests requests being handled at one time; more are answered 503
/// @param connections connections of every kind; beyond it the longest idle one goes
/// @param strangers connections that have proved nothing yet
/// @param strangersPerAddress the same, from one address (one /64 of IPv6)
/// @param bodyBytes the largest request body
/// @param bodyBytesInAll request bodies held at one time
/// @param deadlines the waits
public record NetLimits(
        int requests,
        int connections,
        int strangers,
        int strangersPerAddress,
        int bodyBytes,
        long bodyBytesInAll,
        Deadlines deadlines) {
    public static NetLimits standard() {
        return new NetLimits(4_096, 50_000, 2_000, 512, 1 << 20, 256L << 20, Deadlines.standard());
    }

    public NetLimits withDeadlines(Deadlines other) {
        return new NetLimits(
                requests,
                connections,
                strangers,
                strangersPerAddress,
                bodyBytes,
                bodyBytesInAll,
                other);
    }

    /// How long anybody is waited for.
    ///
    /// @param stranger TLS handshake, request head, stalled request body, unopened websocket
    /// @param grace how long a stranger keeps its place when there are more of them than places
    /// @param idle a kept-alive connection between two requests
    /// @param ping between two pings of ours; a peer silent over three of them is gone
    /// @param write a client that takes nothing of a response
    /// @param drain requests still running when the server closes
    public record Deadlines(
            Duration stranger,
            Duration grace,
            Duration idle,
            Duration ping,
            Duration write,
            Duration drain) {
        public static Deadlines standard() {
            return new Deadlines(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(25),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(10));
        }
    }
}
