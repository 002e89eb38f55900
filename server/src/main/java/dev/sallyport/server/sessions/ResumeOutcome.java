package dev.sallyport.server.sessions;

import dev.sallyport.protocol.Secret;
import dev.sallyport.protocol.SessionId;

/// What became of ResumeSession.
public sealed interface ResumeOutcome {
    record Resumed(Session session, Secret token) implements ResumeOutcome {}

    /// Over. The reply then carries no token, and AWS's plugin leaves with "timed out".
    record Ended(SessionId id) implements ResumeOutcome {}

    /// Not a session of the caller's account.
    record Unknown() implements ResumeOutcome {}
}
