package dev.sallyport.server.access;

import java.time.Instant;

/// How and when a call came.
///
/// @param at the time to judge by: now, or later for a session that still runs
/// @param asked when the call was made; how old a login is counts up to then
/// @param sourceIp the client's address, without a port
/// @param secure whether it came by TLS
/// @param region the region the call is for
public record Circumstances(
        Instant at,
        Instant asked,
        String sourceIp,
        String userAgent,
        boolean secure,
        String region) {
    /// Of a call that is being made.
    public static Circumstances now(
            Instant at, String sourceIp, String userAgent, boolean secure, String region) {
        return new Circumstances(at, at, sourceIp, userAgent, secure, region);
    }

    /// The same call, judged at another time.
    public Circumstances judgedAt(Instant time) {
        return new Circumstances(time, asked, sourceIp, userAgent, secure, region);
    }
}
