package dev.sallyport.server.store.sqlite;

import dev.sallyport.server.identity.directory.LastUse;
import dev.sallyport.server.identity.directory.LastUseStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Times of last use in SQLite.
public final class SqliteLastUses implements LastUseStore {
    private final Database database;

    public SqliteLastUses(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, LastUse> all() {
        Map<String, LastUse> uses = new HashMap<>();
        database.read(handle ->
                handle.createQuery("SELECT * FROM iam_last_use")
                        .map((row, _) -> {
                            LastUse use =
                                    new LastUse(
                                            Instant.ofEpochMilli(row.getLong("at")),
                                            row.getString("region"),
                                            row.getString("service"));
                            uses.put(row.getString("id"), use);
                            return use;
                        })
                        .list());
        return uses;
    }

    @Override
    public void put(Map<String, LastUse> uses) {
        database.run(handle ->
                uses.forEach((id, use) ->
                        handle.createUpdate(
                                        "INSERT INTO iam_last_use (id, at, region, service)"
                                                + " VALUES (:id, :at, :region, :service)"
                                                + " ON CONFLICT (id) DO UPDATE SET at = excluded.at,"
                                                + " region = excluded.region,"
                                                + " service = excluded.service")
                                .bind("id", id)
                                .bind("at", use.at().toEpochMilli())
                                .bind("region", use.region())
                                .bind("service", use.service())
                                .execute()));
    }
}
