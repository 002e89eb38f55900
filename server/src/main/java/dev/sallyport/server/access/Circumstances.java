package dev.sallyport.server.access;

import java.time.Instant;

/// How and when a call came.
///
/// @param sourceIp the client's address, without a port
/// @param secure whether it came by TLS
/// @param region the region the call is for
public record Circumstances(
        Instant at, String sourceIp, String userAgent, boolean secure, String region) {}
