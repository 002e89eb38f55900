package dev.sallyport.server.store.sqlite;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.sessions.Session;
import dev.sallyport.server.sessions.SessionQuery;
import dev.sallyport.server.sessions.SessionState;
import dev.sallyport.server.sessions.SessionStore;
import dev.sallyport.server.sessions.TokenStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Sessions and their tokens in SQLite.
public final class SqliteSessions implements SessionStore, TokenStore {
    private static final String LIVE = "state NOT IN ('Terminated', 'Failed')";

    private final Database database;

    public SqliteSessions(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Session session) {
        database.run(handle -> {
            if (find(handle, session.id()).isPresent()) {
                throw new IllegalStateException("session id is taken: " + session.id());
            }
            SessionRows.insert(handle, session);
        });
    }

    @Override
    public Optional<Session> find(SessionId id) {
        return database.read(handle -> find(handle, id));
    }

    private static Optional<Session> find(Handle handle, SessionId id) {
        return handle.createQuery("SELECT * FROM session WHERE id = :id")
                .bind("id", id.value())
                .map((row, _) -> SessionRows.read(row))
                .findFirst();
    }

    @Override
    public boolean move(
            SessionId id, SessionState from, SessionState to, Optional<Session.End> end) {
        if (!from.mayBecome(to)) {
            throw new IllegalArgumentException("session: " + from + " cannot become " + to);
        }
        return database.write(handle ->
                handle.createUpdate(
                                        "UPDATE session SET previous_state = state, state = :to,"
                                                + " ended = :ended, end_cause = :cause,"
                                                + " end_text = :text"
                                                + " WHERE id = :id AND state = :from")
                                .bind("id", id.value())
                                .bind("from", from.wireName())
                                .bind("to", to.wireName())
                                .bind("ended", end.map(it -> it.at().toEpochMilli()))
                                .bind("cause", end.map(it -> it.cause().name()))
                                .bind("text", end.map(Session.End::text))
                                .execute()
                        == 1);
    }

    @Override
    public List<Session> list(SessionQuery query) {
        return database.read(handle -> SessionSearch.run(handle, query));
    }

    @Override
    public int countLive(NodeId node) {
        return database.read(handle ->
                handle.createQuery("SELECT count(*) FROM session WHERE node_id = :node AND " + LIVE)
                        .bind("node", node.value())
                        .mapTo(Integer.class)
                        .one());
    }

    @Override
    public List<Session> inStates(List<SessionState> states) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT * FROM session WHERE state IN (<states>)"
                                        + " ORDER BY started, id")
                        .bindList("states", states.stream().map(SessionState::wireName).toList())
                        .map((row, _) -> SessionRows.read(row))
                        .list());
    }

    @Override
    public boolean claimTask(SessionId id) {
        return change("UPDATE session SET task_sent = 1 WHERE id = :id AND task_sent = 0", id);
    }

    @Override
    public void release(SessionId id) {
        change("UPDATE session SET released = 1 WHERE id = :id", id);
    }

    private boolean change(String sql, SessionId id) {
        return database.write(
                handle -> handle.createUpdate(sql).bind("id", id.value()).execute() == 1);
    }

    @Override
    public List<SessionId> unreleased(NodeId node, Instant endedAfter) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT id FROM session WHERE node_id = :node"
                                        + " AND task_sent = 1 AND released = 0"
                                        + " AND ended > :since ORDER BY started, id")
                        .bind("node", node.value())
                        .bind("since", endedAfter.toEpochMilli())
                        .map((row, _) -> new SessionId(row.getString("id")))
                        .list());
    }

    @Override
    public int forget(Instant before) {
        return database.write(handle ->
                handle.createUpdate("DELETE FROM session WHERE ended < :before")
                        .bind("before", before.toEpochMilli())
                        .execute());
    }

    @Override
    public void insert(Bytes hash, Grant grant) {
        database.run(handle ->
                handle.createUpdate(
                                "INSERT INTO session_token (hash, session_id, side, expires)"
                                        + " VALUES (:hash, :session, :side, :expires)")
                        .bind("hash", hash.toHex())
                        .bind("session", grant.id().value())
                        .bind("side", grant.side().name())
                        .bind("expires", grant.expires().toEpochMilli())
                        .execute());
    }

    @Override
    public boolean spend(Bytes hash, SessionId id, Side side, Instant now) {
        return database.write(handle -> {
            boolean good =
                    handle.createQuery(
                                    "SELECT 1 FROM session_token WHERE hash = :hash"
                                            + " AND session_id = :session AND side = :side"
                                            + " AND expires > :now")
                            .bind("hash", hash.toHex())
                            .bind("session", id.value())
                            .bind("side", side.name())
                            .bind("now", now.toEpochMilli())
                            .mapTo(Integer.class)
                            .findFirst()
                            .isPresent();
            handle.createUpdate("DELETE FROM session_token WHERE hash = :hash")
                    .bind("hash", hash.toHex())
                    .execute();
            return good;
        });
    }

    @Override
    public int forgetExpired(Instant now) {
        return database.write(handle ->
                handle.createUpdate("DELETE FROM session_token WHERE expires <= :now")
                        .bind("now", now.toEpochMilli())
                        .execute());
    }
}
