package dev.sallyport.server.store.sqlite;

import dev.sallyport.server.identity.directory.Keyring;
import dev.sallyport.server.identity.directory.ServiceCredential;
import dev.sallyport.server.identity.directory.SigningCertificate;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/// Users' certificates and passwords for single services as rows, inside a transaction.
record ProofRows(Handle handle) {
    /// Hands over each with its user's id, in order.
    void certificates(BiConsumer<String, SigningCertificate> to) {
        handle.createQuery("SELECT * FROM iam_certificate ORDER BY user_id, place")
                .map((row, _) -> {
                    String user = row.getString("user_id");
                    to.accept(
                            user,
                            new SigningCertificate(
                                    row.getString("id"),
                                    row.getString("body"),
                                    row.getString("status").equals("Active"),
                                    Instant.ofEpochMilli(row.getLong("uploaded"))));
                    return user;
                })
                .list();
    }

    /// Hands over each with its user's id, in order.
    void serviceCredentials(BiConsumer<String, ServiceCredential> to) {
        handle.createQuery("SELECT * FROM iam_service_credential ORDER BY user_id, place")
                .map((row, _) -> {
                    String user = row.getString("user_id");
                    to.accept(
                            user,
                            new ServiceCredential(
                                    row.getString("id"),
                                    row.getString("service"),
                                    row.getString("login_name"),
                                    row.getString("hash"),
                                    row.getString("status").equals("Active"),
                                    Instant.ofEpochMilli(row.getLong("created"))));
                    return user;
                })
                .list();
    }

    void save(String userId, Keyring keyring) {
        for (String table : List.of("iam_certificate", "iam_service_credential")) {
            handle.createUpdate("DELETE FROM " + table + " WHERE user_id = :user")
                    .bind("user", userId)
                    .execute();
        }
        for (int place = 0; place < keyring.certificates().size(); place++) {
            save(userId, place, keyring.certificates().get(place));
        }
        for (int place = 0; place < keyring.serviceCredentials().size(); place++) {
            save(userId, place, keyring.serviceCredentials().get(place));
        }
    }

    private void save(String userId, int place, SigningCertificate certificate) {
        handle.createUpdate(
                        "INSERT INTO iam_certificate (id, user_id, place, body, status, uploaded)"
                                + " VALUES (:id, :user, :place, :body, :status, :at)")
                .bind("id", certificate.id())
                .bind("user", userId)
                .bind("place", place)
                .bind("body", certificate.body())
                .bind("status", certificate.active() ? "Active" : "Inactive")
                .bind("at", certificate.uploaded().toEpochMilli())
                .execute();
    }

    private void save(String userId, int place, ServiceCredential credential) {
        handle.createUpdate(
                        "INSERT INTO iam_service_credential"
                                + " (id, user_id, place, service, login_name, hash, status, created)"
                                + " VALUES (:id, :user, :place, :service, :name, :hash, :status, :at)")
                .bind("id", credential.id())
                .bind("user", userId)
                .bind("place", place)
                .bind("service", credential.service())
                .bind("name", credential.loginName())
                .bind("hash", credential.hash())
                .bind("status", credential.active() ? "Active" : "Inactive")
                .bind("at", credential.created().toEpochMilli())
                .execute();
    }
}
