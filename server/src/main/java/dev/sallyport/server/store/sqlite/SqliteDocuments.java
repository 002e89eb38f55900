package dev.sallyport.server.store.sqlite;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.server.documents.Document;
import dev.sallyport.server.documents.DocumentStore;
import dev.sallyport.server.documents.DocumentText;
import dev.sallyport.server.documents.DocumentVersion;
import dev.sallyport.server.fleet.TagStore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// Documents in SQLite.
public final class SqliteDocuments implements DocumentStore {
    private static final String THIS = " WHERE account_id = :account AND name = :name";

    private final Database database;

    public SqliteDocuments(Database database) {
        this.database = database;
    }

    @Override
    public boolean insert(Document document, DocumentText first) {
        AccountId owner = document.owner().orElseThrow();
        return database.write(handle -> {
            if (find(handle, owner, document.name()).isPresent()) {
                return false;
            }
            DocumentRows.insert(handle, owner, document);
            DocumentRows.insert(handle, owner, document.name(), first);
            return true;
        });
    }

    @Override
    public Optional<Document> find(AccountId owner, String name) {
        return database.read(handle -> find(handle, owner, name));
    }

    private static Optional<Document> find(Handle handle, AccountId owner, String name) {
        return named(handle.createQuery("SELECT * FROM document" + THIS), owner, name)
                .map((row, _) -> DocumentRows.read(row, shares(handle, owner, name)))
                .findFirst();
    }

    private static Set<String> shares(Handle handle, AccountId owner, String name) {
        return new HashSet<>(
                named(
                                handle.createQuery("SELECT shared_with FROM document_share" + THIS),
                                owner,
                                name)
                        .mapTo(String.class)
                        .list());
    }

    private static <S extends SqlStatement<S>> S named(S statement, AccountId owner, String name) {
        return statement.bind("account", owner.value()).bind("name", name);
    }

    @Override
    public List<Document> visibleTo(AccountId account) {
        return database.read(handle ->
                handle
                        .createQuery(
                                "SELECT * FROM document d WHERE account_id = :account OR EXISTS"
                                        + " (SELECT 1 FROM document_share s"
                                        + " WHERE s.account_id = d.account_id AND s.name = d.name"
                                        + " AND s.shared_with IN (:account, 'all'))"
                                        + " ORDER BY name, account_id")
                        .bind("account", account.value())
                        .map((row, _) -> DocumentRows.read(row, Set.of()))
                        .list()
                        .stream()
                        .map(document -> withShares(handle, document))
                        .toList());
    }

    private static Document withShares(Handle handle, Document document) {
        return document.sharing(shares(handle, document.owner().orElseThrow(), document.name()));
    }

    @Override
    public int count(AccountId owner) {
        return database.read(handle ->
                handle.createQuery("SELECT count(*) FROM document WHERE account_id = :account")
                        .bind("account", owner.value())
                        .mapTo(Integer.class)
                        .one());
    }

    @Override
    public List<DocumentVersion> versions(AccountId owner, String name) {
        return database.read(handle ->
                named(
                                handle.createQuery(
                                        "SELECT "
                                                + DocumentRows.VERSION_COLUMNS
                                                + " FROM document_version"
                                                + THIS
                                                + " ORDER BY number"),
                                owner,
                                name)
                        .map((row, _) -> DocumentRows.readVersion(row))
                        .list());
    }

    @Override
    public Optional<DocumentText> text(AccountId owner, String name, long number) {
        return database.read(handle ->
                named(
                                handle.createQuery(
                                        "SELECT * FROM document_version"
                                                + THIS
                                                + " AND number = :number"),
                                owner,
                                name)
                        .bind("number", number)
                        .map((row, _) ->
                                new DocumentText(
                                        DocumentRows.readVersion(row), row.getString("content")))
                        .findFirst());
    }

    @Override
    public boolean addVersion(Document document, DocumentText added) {
        AccountId owner = document.owner().orElseThrow();
        long number = added.version().number();
        return database.write(handle -> {
            int changed =
                    named(
                                    handle.createUpdate(
                                            "UPDATE document SET latest_version = :number,"
                                                    + " last_version = :number,"
                                                    + " display_name = :display,"
                                                    + " target_type = :target"
                                                    + THIS
                                                    + " AND last_version = :number - 1"),
                                    owner,
                                    document.name())
                            .bind("number", number)
                            .bind("display", document.labels().displayName())
                            .bind("target", document.labels().targetType())
                            .execute();
            if (changed == 1) {
                DocumentRows.insert(handle, owner, document.name(), added);
            }
            return changed == 1;
        });
    }

    @Override
    public void setDefault(AccountId owner, String name, long number) {
        database.run(handle ->
                named(
                                handle.createUpdate(
                                        "UPDATE document SET default_version = :number" + THIS),
                                owner,
                                name)
                        .bind("number", number)
                        .execute());
    }

    @Override
    public void setShares(AccountId owner, String name, Set<String> accounts) {
        database.run(handle -> {
            named(handle.createUpdate("DELETE FROM document_share" + THIS), owner, name).execute();
            for (String account : accounts) {
                named(
                                handle.createUpdate(
                                        "INSERT INTO document_share VALUES (:account, :name, :to)"),
                                owner,
                                name)
                        .bind("to", account)
                        .execute();
            }
        });
    }

    @Override
    public void delete(AccountId owner, String name) {
        database.run(handle -> {
            named(handle.createUpdate("DELETE FROM document" + THIS), owner, name).execute();
            SqliteTags.removeAll(handle, TagStore.Kind.DOCUMENT, name);
        });
    }

    @Override
    public void deleteVersion(AccountId owner, String name, long number) {
        database.run(handle -> {
            named(
                            handle.createUpdate(
                                    "DELETE FROM document_version"
                                            + THIS
                                            + " AND number = :number"),
                            owner,
                            name)
                    .bind("number", number)
                    .execute();
            named(
                            handle.createUpdate(
                                    "UPDATE document SET latest_version ="
                                            + " (SELECT max(number) FROM document_version"
                                            + THIS
                                            + ")"
                                            + THIS),
                            owner,
                            name)
                    .execute();
        });
    }
}
