package dev.sallyport.server.sessions;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.documents.ResolvedDocument;
import java.time.Instant;
import java.util.Optional;

/// One session, running or past.
public record Session(
        SessionId id,
        Owner owner,
        Request request,
        NodeId node,
        Work work,
        SessionState state,
        Times times) {
    /// What the caller asked for, in the caller's words: `target` may be the node's `i-` twin.
    public record Request(String target, Optional<String> documentName, Optional<String> reason) {}

    /// What the node does and where its recording lies (a key, not a path).
    public record Work(ResolvedDocument document, Optional<String> runAsUser, String recording) {}

    /// When it started and, once it is over, when and why it ended.
    public record Times(Instant started, Optional<End> end) {}

    /// The end: `text` is what the client was told, and may be empty.
    public record End(Instant at, EndCause cause, String text) {}
}
