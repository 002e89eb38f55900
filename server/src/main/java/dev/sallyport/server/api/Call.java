package dev.sallyport.server.api;

import dev.sallyport.server.identity.Caller;
import java.time.Instant;

/// What is known about a request besides its input: who, when, from where, and the name under which
/// logs and trail find it again.
///
/// `host` is the authority the client asked for, with its port; `secure` says that it came by TLS.
public record Call(
        Caller caller,
        Instant at,
        String requestId,
        String sourceAddress,
        String userAgent,
        String host,
        boolean secure) {}
