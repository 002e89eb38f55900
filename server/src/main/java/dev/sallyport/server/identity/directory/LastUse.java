package dev.sallyport.server.identity.directory;

import java.time.Instant;

/// When, where and for which service a key or a role was last of use.
public record LastUse(Instant at, String region, String service) {}
