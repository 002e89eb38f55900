package dev.sallyport.server.store.sqlite;

import dev.sallyport.server.identity.RevocationStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Revocations in SQLite.
public final class SqliteRevocations implements RevocationStore {
    private final Database database;

    public SqliteRevocations(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, Instant> load(Instant since) {
        return database.read(handle -> {
            Map<String, Instant> all = new HashMap<>();
            handle.createQuery("SELECT id, last FROM revocation WHERE last >= :since")
                    .bind("since", since.toEpochMilli())
                    .map((row, _) ->
                            all.put(row.getString("id"), Instant.ofEpochMilli(row.getLong("last"))))
                    .list();
            return all;
        });
    }

    @Override
    public void put(String id, Instant last, Instant since) {
        database.run(handle -> {
            handle.createUpdate("DELETE FROM revocation WHERE last < :since")
                    .bind("since", since.toEpochMilli())
                    .execute();
            handle.createUpdate(
                            "INSERT INTO revocation (id, last) VALUES (:id, :last)"
                                    + " ON CONFLICT (id) DO UPDATE"
                                    + " SET last = max(last, excluded.last)")
                    .bind("id", id)
                    .bind("last", last.toEpochMilli())
                    .execute();
        });
    }
}
