package dev.sallyport.server.sessions;

/// Why a session ended. The name is what the store keeps; texts for people travel beside it.
public enum EndCause {
    /// The shell, the command or the target of a port ended by itself.
    EXITED(SessionState.TERMINATED),
    /// TerminateSession, or the client's own terminate flag.
    TERMINATED(SessionState.TERMINATED),
    IDLE(SessionState.TERMINATED),
    MAX_DURATION(SessionState.TERMINATED),
    /// The client went away and did not come back within the resume window.
    CLIENT_LOST(SessionState.TERMINATED),
    /// The node went away and did not come back.
    NODE_LOST(SessionState.TERMINATED),
    /// The node was deregistered, or its owner's rights were taken away.
    REVOKED(SessionState.TERMINATED),
    /// Neither end, or only one, ever arrived.
    NOT_OPENED(SessionState.FAILED),
    /// The node could not do what the document asks.
    TASK_FAILED(SessionState.FAILED),
    /// The recording could not be kept, so nothing more may pass.
    RECORDING_FAILED(SessionState.FAILED),
    /// One end broke the protocol.
    PROTOCOL(SessionState.FAILED);

    private final SessionState finalState;

    EndCause(SessionState finalState) {
        this.finalState = finalState;
    }

    public SessionState finalState() {
        return finalState;
    }
}
