package dev.sallyport.server.sessions;

import dev.sallyport.protocol.SessionId;

/// What sessions need of the data plane. Every call may block; none may be made on an event loop.
public interface DataPlane {
    /// Makes room for a new session's two legs and begins its recording, before either end may
    /// attach.
    OpenOutcome open(Session session);

    /// The same after a restart of the server, for a session that ran before it. The recording goes
    /// on; if there is none any more, the session is refused.
    OpenOutcome reopen(Session session);

    /// Ends the session on both sides once what the node has already sent is delivered, and tells
    /// the client `text` (empty: the plain end of a shell). The end is then reported to {@link
    /// SessionLife#ended}; a session the data plane does not know is ignored.
    void end(SessionId id, EndCause cause, String text);

    /// Shows a line of the server's own on a shell's terminal while it runs, or as soon as it does.
    ///
    /// @return false if it cannot be shown: the session is no shell's, is over, or was told too
    ///   much
    boolean tell(SessionId id, String text);

    /// What became of {@link #open}.
    sealed interface OpenOutcome {
        record Opened() implements OpenOutcome {}

        /// Not opened, for a reason safe to show: for example a recording that cannot be written.
        record Refused(String reason) implements OpenOutcome {}
    }
}
