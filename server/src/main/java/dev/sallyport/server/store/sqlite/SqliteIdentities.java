package dev.sallyport.server.store.sqlite;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.server.identity.IdentityStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Accounts, users and keys in SQLite.
public final class SqliteIdentities implements IdentityStore {
    private final Database database;

    public SqliteIdentities(Database database) {
        this.database = database;
    }

    @Override
    public Optional<AccountId> findAccount() {
        return database.read(SqliteIdentities::account);
    }

    private static Optional<AccountId> account(Handle handle) {
        return handle.createQuery("SELECT id FROM account")
                .map((row, _) -> new AccountId(row.getString("id")))
                .findFirst();
    }

    @Override
    public boolean bootstrap(StoredUser user, StoredKey key) {
        return database.write(handle -> {
            if (account(handle).isPresent()) {
                return false;
            }
            handle.createUpdate("INSERT INTO account (id, created) VALUES (:id, :created)")
                    .bind("id", user.account().value())
                    .bind("created", key.created().toEpochMilli())
                    .execute();
            insertUser(handle, user, key.created());
            insertKey(handle, user.id(), key);
            return true;
        });
    }

    private static void insertUser(Handle handle, StoredUser user, Instant created) {
        handle.createUpdate(
                        "INSERT INTO iam_user (id, account_id, name, created)"
                                + " VALUES (:id, :account, :name, :created)")
                .bind("id", user.id())
                .bind("account", user.account().value())
                .bind("name", user.name())
                .bind("created", created.toEpochMilli())
                .execute();
        insertTags(handle, user.id(), user.tags());
    }

    @Override
    public Optional<StoredUser> findUser(String name) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT id, account_id, name FROM iam_user" + " WHERE name = :name")
                        .bind("name", name)
                        .map((row, _) -> user(handle, row))
                        .findFirst());
    }

    @Override
    public Optional<KeyOwner> findKey(String accessKeyId) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT u.id, u.account_id, u.name, k.id AS key_id,"
                                        + " k.secret, k.status, k.created"
                                        + " FROM access_key k"
                                        + " JOIN iam_user u ON u.id = k.user_id"
                                        + " WHERE k.id = :id")
                        .bind("id", accessKeyId)
                        .map((row, _) -> new KeyOwner(key(row), user(handle, row)))
                        .findFirst());
    }

    private static StoredKey key(ResultSet row) throws SQLException {
        return new StoredKey(
                row.getString("key_id"),
                Bytes.ofBase64(row.getString("secret")),
                row.getString("status").equals("Active"),
                Instant.ofEpochMilli(row.getLong("created")));
    }

    private static StoredUser user(Handle handle, ResultSet row) throws SQLException {
        String id = row.getString("id");
        Map<String, String> tags =
                Rows.tags(
                        handle.createQuery(
                                        "SELECT tag_key, tag_value FROM iam_user_tag"
                                                + " WHERE user_id = :id ORDER BY tag_key")
                                .bind("id", id));
        AccountId account = new AccountId(row.getString("account_id"));
        return new StoredUser(account, id, row.getString("name"), tags);
    }

    @Override
    public void replaceKeys(String userId, StoredKey key) {
        database.run(handle -> {
            handle.createUpdate("DELETE FROM access_key WHERE user_id = :id")
                    .bind("id", userId)
                    .execute();
            insertKey(handle, userId, key);
        });
    }

    private static void insertKey(Handle handle, String userId, StoredKey key) {
        handle.createUpdate(
                        "INSERT INTO access_key (id, user_id, secret, status, created)"
                                + " VALUES (:id, :user, :secret, :status, :created)")
                .bind("id", key.id())
                .bind("user", userId)
                .bind("secret", key.sealedSecret().toBase64())
                .bind("status", key.active() ? "Active" : "Inactive")
                .bind("created", key.created().toEpochMilli())
                .execute();
    }

    @Override
    public void replaceUserTags(String userId, Map<String, String> tags) {
        database.run(handle -> {
            handle.createUpdate("DELETE FROM iam_user_tag WHERE user_id = :id")
                    .bind("id", userId)
                    .execute();
            insertTags(handle, userId, tags);
        });
    }

    private static void insertTags(Handle handle, String userId, Map<String, String> tags) {
        tags.forEach((key, value) ->
                handle.createUpdate(
                                "INSERT INTO iam_user_tag (user_id, tag_key, tag_value)"
                                        + " VALUES (:id, :key, :value)")
                        .bind("id", userId)
                        .bind("key", key)
                        .bind("value", value)
                        .execute());
    }
}
