package dev.sallyport.server.sessions;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where sessions are kept. Every call is one transaction and may block.
public interface SessionStore {
    /// @throws IllegalStateException when the id is taken
    void insert(Session session);

    Optional<Session> find(SessionId id);

    /// Moves a session from one state to another, with its end when there is one. False: it was no
    /// longer in `from`, and nothing changed.
    ///
    /// @throws IllegalArgumentException for a move that is not in the table of legal moves
    boolean move(SessionId id, SessionState from, SessionState to, Optional<Session.End> end);

    /// Newest first.
    List<Session> list(SessionQuery query);

    /// How many of the node's sessions have not ended.
    int countLive(NodeId node);

    /// Every session in one of these states, of all accounts, oldest first.
    List<Session> inStates(List<SessionState> states);

    /// Notes that the node got its task. True once per session: the caller who hears it sends it.
    boolean claimTask(SessionId id);

    /// Notes that the node holds nothing of this session any more.
    void release(SessionId id);

    /// Ended sessions a node got a task for and has not let go of, as far as is known.
    List<SessionId> unreleased(NodeId node, Instant endedAfter);

    /// Removes final sessions that ended before `before`, and their tokens.
    int forget(Instant before);
}
