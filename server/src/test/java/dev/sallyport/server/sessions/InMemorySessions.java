package dev.sallyport.server.sessions;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A session store without a disk.
public final class InMemorySessions implements SessionStore, TokenStore {
    private static final Comparator<Session> OLDEST_FIRST =
            Comparator.comparing((Session session) -> session.times().started())
                    .thenComparing(session -> session.id().value());

    private final Map<SessionId, Session> sessions = new HashMap<>();
    private final Set<SessionId> claimed = new HashSet<>();
    private final Set<SessionId> released = new HashSet<>();
    private final Map<Bytes, Grant> tokens = new HashMap<>();

    @Override
    public synchronized void insert(Session session) {
        if (sessions.putIfAbsent(session.id(), session) != null) {
            throw new IllegalStateException("session id is taken: " + session.id());
        }
    }

    @Override
    public synchronized Optional<Session> find(SessionId id) {
        return Optional.ofNullable(sessions.get(id));
    }

    @Override
    public synchronized boolean move(
            SessionId id, SessionState from, SessionState to, Optional<Session.End> end) {
        if (!from.mayBecome(to)) {
            throw new IllegalArgumentException("session: " + from + " cannot become " + to);
        }
        Session session = sessions.get(id);
        if (session == null || session.state() != from) {
            return false;
        }
        sessions.put(
                id,
                new Session(
                        id,
                        session.owner(),
                        session.request(),
                        session.node(),
                        session.work(),
                        to,
                        new Session.Times(session.times().started(), end)));
        return true;
    }

    @Override
    public synchronized List<Session> list(SessionQuery query) {
        return sessions.values().stream()
                .filter(session -> isWanted(session, query))
                .sorted(OLDEST_FIRST.reversed())
                .limit(query.limit())
                .toList();
    }

    private static boolean isWanted(Session session, SessionQuery query) {
        Instant started = session.times().started();
        SessionQuery.Match match = query.match();
        return session.owner().account().equals(query.account())
                && query.states().contains(session.state())
                && match.target().map(session.request().target()::equals).orElse(true)
                && match.ownerArn().map(session.owner().arn()::equals).orElse(true)
                && match.id().map(session.id()::equals).orElse(true)
                && query.startedAfter().map(started::isAfter).orElse(true)
                && query.startedBefore().map(started::isBefore).orElse(true)
                && query.after().map(position -> isBehind(session, position)).orElse(true);
    }

    private static boolean isBehind(Session session, SessionQuery.Position position) {
        Instant started = session.times().started();
        return started.isBefore(position.started())
                || (started.equals(position.started())
                        && session.id().value().compareTo(position.id().value()) < 0);
    }

    @Override
    public synchronized int countLive(NodeId node) {
        return (int)
                sessions.values().stream()
                        .filter(it -> it.node().equals(node) && !it.state().isFinal())
                        .count();
    }

    @Override
    public synchronized List<Session> inStates(List<SessionState> states) {
        return sessions.values().stream()
                .filter(session -> states.contains(session.state()))
                .sorted(OLDEST_FIRST)
                .toList();
    }

    @Override
    public synchronized boolean claimTask(SessionId id) {
        return sessions.containsKey(id) && claimed.add(id);
    }

    @Override
    public synchronized void release(SessionId id) {
        released.add(id);
    }

    @Override
    public synchronized List<SessionId> unreleased(NodeId node, Instant endedAfter) {
        return sessions.values().stream()
                .filter(it -> it.node().equals(node))
                .filter(it ->
                        it.times().end().filter(end -> end.at().isAfter(endedAfter)).isPresent())
                .filter(it -> claimed.contains(it.id()) && !released.contains(it.id()))
                .sorted(OLDEST_FIRST)
                .map(Session::id)
                .toList();
    }

    @Override
    public synchronized int forget(Instant before) {
        List<SessionId> old =
                sessions.values().stream()
                        .filter(it ->
                                it.times()
                                        .end()
                                        .filter(end -> end.at().isBefore(before))
                                        .isPresent())
                        .map(Session::id)
                        .toList();
        old.forEach(sessions::remove);
        tokens.values().removeIf(grant -> old.contains(grant.id()));
        return old.size();
    }

    @Override
    public synchronized void insert(Bytes hash, Grant grant) {
        tokens.put(hash, grant);
    }

    @Override
    public synchronized boolean spend(Bytes hash, SessionId id, Side side, Instant now) {
        Grant grant = tokens.remove(hash);
        return grant != null
                && grant.id().equals(id)
                && grant.side() == side
                && grant.expires().isAfter(now);
    }

    @Override
    public synchronized int forgetExpired(Instant now) {
        int before = tokens.size();
        tokens.values().removeIf(grant -> !grant.expires().isAfter(now));
        return before - tokens.size();
    }
}
