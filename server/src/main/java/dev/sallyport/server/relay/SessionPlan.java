package dev.sallyport.server.relay;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import java.time.Instant;

/// Everything the relay is told about one session, decided elsewhere.
///
/// The same plan with a tap that continues the recording reopens a session after the server's
/// restart.
public record SessionPlan(
        SessionId session,
        NodeId node,
        SessionKind kind,
        SessionLimits limits,
        Instant started,
        Tap tap,
        RelayEvents events) {}
