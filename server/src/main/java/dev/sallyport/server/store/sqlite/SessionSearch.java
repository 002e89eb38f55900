package dev.sallyport.server.store.sqlite;

import dev.sallyport.server.sessions.Session;
import dev.sallyport.server.sessions.SessionQuery;
import dev.sallyport.server.sessions.SessionState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// One question for sessions, made of those conditions that were asked for.
final class SessionSearch {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    private final List<String> states;

    private SessionSearch(SessionQuery query) {
        this.states = query.states().stream().map(SessionState::wireName).toList();
        add("state IN (<states>)", "limit", query.limit());
    }

    static List<Session> run(Handle handle, SessionQuery query) {
        return query.states().isEmpty() ? List.of() : of(query).run(handle);
    }

    private static SessionSearch of(SessionQuery query) {
        SessionSearch search = new SessionSearch(query);
        search.add("account_id = :account", "account", query.account().value());
        query.match().target().ifPresent(it -> search.add("target = :target", "target", it));
        query.match().ownerArn().ifPresent(it -> search.add("owner_arn = :arn", "arn", it));
        query.match().id().ifPresent(it -> search.add("id = :id", "id", it.value()));
        query.startedAfter()
                .ifPresent(it -> search.add("started > :since", "since", it.toEpochMilli()));
        query.startedBefore()
                .ifPresent(it -> search.add("started < :until", "until", it.toEpochMilli()));
        query.after()
                .ifPresent(it -> {
                    search.add(
                            "(started < :last OR (started = :last AND id < :lastId))",
                            "last",
                            it.started().toEpochMilli());
                    search.values.put("lastId", it.id().value());
                });
        return search;
    }

    private void add(String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }

    private List<Session> run(Handle handle) {
        String sql =
                "SELECT * FROM session WHERE "
                        + String.join(" AND ", conditions)
                        + " ORDER BY started DESC, id DESC LIMIT :limit";
        return handle.createQuery(sql)
                .bindMap(values)
                .bindList("states", states)
                .map((row, _) -> SessionRows.read(row))
                .list();
    }
}
