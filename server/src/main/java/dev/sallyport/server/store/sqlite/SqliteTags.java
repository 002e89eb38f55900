package dev.sallyport.server.store.sqlite;

import dev.sallyport.server.fleet.TagStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Tags in SQLite.
public final class SqliteTags implements TagStore {
    private final Database database;

    public SqliteTags(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, String> list(Kind kind, String id) {
        return database.read(handle -> list(handle, kind, id));
    }

    static Map<String, String> list(Handle handle, Kind kind, String id) {
        return Rows.tags(
                handle.createQuery(
                                "SELECT tag_key, tag_value FROM resource_tag"
                                        + " WHERE kind = :kind AND resource_id = :id"
                                        + " ORDER BY tag_key")
                        .bind("kind", kind.name())
                        .bind("id", id));
    }

    /// The tags of all things of a kind from the id `first` to `last`, by id.
    static Map<String, Map<String, String>> listBetween(
            Handle handle, Kind kind, String first, String last) {
        Map<String, Map<String, String>> all = new HashMap<>();
        handle.createQuery(
                        "SELECT resource_id, tag_key, tag_value FROM resource_tag"
                                + " WHERE kind = :kind"
                                + " AND resource_id BETWEEN :first AND :last")
                .bind("kind", kind.name())
                .bind("first", first)
                .bind("last", last)
                .map((row, _) ->
                        all.computeIfAbsent(row.getString("resource_id"), _ -> new HashMap<>())
                                .put(row.getString("tag_key"), row.getString("tag_value")))
                .list();
        return all;
    }

    @Override
    public boolean put(Kind kind, String id, Map<String, String> tags, int limit) {
        return database.write(handle -> {
            Map<String, String> after = new LinkedHashMap<>(list(handle, kind, id));
            after.putAll(tags);
            if (after.size() > limit) {
                return false;
            }
            put(handle, kind, id, tags);
            return true;
        });
    }

    static void put(Handle handle, Kind kind, String id, Map<String, String> tags) {
        tags.forEach((key, value) ->
                handle.createUpdate(
                                "INSERT INTO resource_tag"
                                        + " (kind, resource_id, tag_key, tag_value)"
                                        + " VALUES (:kind, :id, :key, :value)"
                                        + " ON CONFLICT (kind, resource_id, tag_key)"
                                        + " DO UPDATE SET tag_value = excluded.tag_value")
                        .bind("kind", kind.name())
                        .bind("id", id)
                        .bind("key", key)
                        .bind("value", value)
                        .execute());
    }

    @Override
    public void remove(Kind kind, String id, Collection<String> keys) {
        database.run(handle ->
                keys.forEach(key ->
                        handle.createUpdate(
                                        "DELETE FROM resource_tag"
                                                + " WHERE kind = :kind"
                                                + " AND resource_id = :id"
                                                + " AND tag_key = :key")
                                .bind("kind", kind.name())
                                .bind("id", id)
                                .bind("key", key)
                                .execute()));
    }

    @Override
    public void removeAll(Kind kind, String id) {
        database.run(handle -> removeAll(handle, kind, id));
    }

    static void removeAll(Handle handle, Kind kind, String id) {
        handle.createUpdate("DELETE FROM resource_tag WHERE kind = :kind AND resource_id = :id")
                .bind("kind", kind.name())
                .bind("id", id)
                .execute();
    }
}
