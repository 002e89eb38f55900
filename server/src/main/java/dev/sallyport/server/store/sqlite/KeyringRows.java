package dev.sallyport.server.store.sqlite;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.server.identity.directory.AccessKey;
import dev.sallyport.server.identity.directory.Keyring;
import dev.sallyport.server.identity.directory.Login;
import dev.sallyport.server.identity.directory.SshKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// Users' keys and passwords as rows, inside a transaction.
record KeyringRows(Handle handle) {
    /// Every user's, by the user's id; who has none is not in it.
    Map<String, Keyring> all() {
        Map<String, Keyring> all = new HashMap<>();
        handle.createQuery("SELECT * FROM iam_access_key ORDER BY user_id, place")
                .map((row, _) ->
                        all.merge(
                                row.getString("user_id"),
                                Keyring.EMPTY.with(
                                        new AccessKey(
                                                row.getString("id"),
                                                Bytes.ofBase64(row.getString("secret")),
                                                row.getString("status").equals("Active"),
                                                Instant.ofEpochMilli(row.getLong("created")))),
                                (old, more) -> old.with(more.accessKeys().getFirst())))
                .list();
        handle.createQuery("SELECT * FROM iam_ssh_key ORDER BY user_id, place")
                .map((row, _) ->
                        all.merge(
                                row.getString("user_id"),
                                Keyring.EMPTY.with(
                                        new SshKey(
                                                row.getString("id"),
                                                row.getString("body"),
                                                row.getString("fingerprint"),
                                                row.getString("status").equals("Active"),
                                                Instant.ofEpochMilli(row.getLong("uploaded")))),
                                (old, more) -> old.with(more.sshKeys().getFirst())))
                .list();
        ProofRows proofs = new ProofRows(handle);
        proofs.certificates(
                (user, it) -> all.put(user, all.getOrDefault(user, Keyring.EMPTY).with(it)));
        proofs.serviceCredentials(
                (user, it) -> all.put(user, all.getOrDefault(user, Keyring.EMPTY).with(it)));
        logins().forEach((user, login) ->
                all.put(user, all.getOrDefault(user, Keyring.EMPTY).withLogin(Optional.of(login))));
        return all;
    }

    private Map<String, Login> logins() {
        Map<String, List<String>> earlier = new HashMap<>();
        handle.createQuery("SELECT * FROM iam_earlier_password ORDER BY user_id, place")
                .map((row, _) ->
                        earlier.computeIfAbsent(row.getString("user_id"), _ -> new ArrayList<>())
                                .add(row.getString("hash")))
                .list();
        Map<String, Login> logins = new HashMap<>();
        handle.createQuery("SELECT * FROM iam_login")
                .map((row, _) -> {
                    String user = row.getString("user_id");
                    Login login =
                            new Login(
                                    row.getString("hash"),
                                    row.getInt("must_change") == 1,
                                    Instant.ofEpochMilli(row.getLong("created")),
                                    Instant.ofEpochMilli(row.getLong("changed")),
                                    earlier.getOrDefault(user, List.of()));
                    logins.put(user, login);
                    return login;
                })
                .list();
        return logins;
    }

    void save(String userId, Keyring keyring) {
        for (String table : List.of("iam_access_key", "iam_ssh_key", "iam_login")) {
            handle.createUpdate("DELETE FROM " + table + " WHERE user_id = :user")
                    .bind("user", userId)
                    .execute();
        }
        for (int place = 0; place < keyring.accessKeys().size(); place++) {
            save(userId, place, keyring.accessKeys().get(place));
        }
        for (int place = 0; place < keyring.sshKeys().size(); place++) {
            save(userId, place, keyring.sshKeys().get(place));
        }
        new ProofRows(handle).save(userId, keyring);
        keyring.login().ifPresent(login -> save(userId, login));
    }

    private Update insert(String sql, String userId) {
        return handle.createUpdate(sql).bind("user", userId);
    }

    private void save(String userId, int place, AccessKey key) {
        insert(
                        "INSERT INTO iam_access_key (id, user_id, place, secret, status, created)"
                                + " VALUES (:id, :user, :place, :secret, :status, :created)",
                        userId)
                .bind("id", key.id())
                .bind("place", place)
                .bind("secret", key.sealedSecret().toBase64())
                .bind("status", key.active() ? "Active" : "Inactive")
                .bind("created", key.created().toEpochMilli())
                .execute();
    }

    private void save(String userId, int place, SshKey key) {
        insert(
                        "INSERT INTO iam_ssh_key"
                                + " (id, user_id, place, body, fingerprint, status, uploaded)"
                                + " VALUES (:id, :user, :place, :body, :print, :status, :at)",
                        userId)
                .bind("id", key.id())
                .bind("place", place)
                .bind("body", key.body())
                .bind("print", key.fingerprint())
                .bind("status", key.active() ? "Active" : "Inactive")
                .bind("at", key.uploaded().toEpochMilli())
                .execute();
    }

    private void save(String userId, Login login) {
        insert(
                        "INSERT INTO iam_login (user_id, hash, must_change, created, changed)"
                                + " VALUES (:user, :hash, :must, :created, :changed)",
                        userId)
                .bind("hash", login.hash())
                .bind("must", login.mustChange() ? 1 : 0)
                .bind("created", login.created().toEpochMilli())
                .bind("changed", login.changed().toEpochMilli())
                .execute();
        for (int place = 0; place < login.earlier().size(); place++) {
            insert(
                            "INSERT INTO iam_earlier_password (user_id, place, hash)"
                                    + " VALUES (:user, :place, :hash)",
                            userId)
                    .bind("place", place)
                    .bind("hash", login.earlier().get(place))
                    .execute();
        }
    }
}
