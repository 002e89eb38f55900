package dev.sallyport.server.store.sqlite;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.server.documents.Document;
import dev.sallyport.server.documents.DocumentFormat;
import dev.sallyport.server.documents.DocumentText;
import dev.sallyport.server.documents.DocumentType;
import dev.sallyport.server.documents.DocumentVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Documents to rows and back.
final class DocumentRows {
    static final String VERSION_COLUMNS = "number, version_name, format, created";

    private DocumentRows() {}

    static void insert(Handle handle, AccountId owner, Document document) {
        handle.createUpdate(
                        "INSERT INTO document (account_id, name, type, display_name, target_type,"
                                + " default_version, latest_version, last_version, created)"
                                + " VALUES (:account, :name, :type, :display, :target, :default,"
                                + " :latest, :last, :created)")
                .bind("account", owner.value())
                .bind("name", document.name())
                .bind("type", document.type().wireName())
                .bind("display", document.labels().displayName())
                .bind("target", document.labels().targetType())
                .bind("default", document.numbers().byDefault())
                .bind("latest", document.numbers().latest())
                .bind("last", document.numbers().last())
                .bind("created", document.created().toEpochMilli())
                .execute();
    }

    static void insert(Handle handle, AccountId owner, String name, DocumentText text) {
        DocumentVersion version = text.version();
        handle.createUpdate(
                        "INSERT INTO document_version (account_id, name, number, version_name,"
                                + " format, content, created)"
                                + " VALUES (:account, :name, :number, :label, :format, :content,"
                                + " :created)")
                .bind("account", owner.value())
                .bind("name", name)
                .bind("number", version.number())
                .bind("label", version.name())
                .bind("format", version.format().name())
                .bind("content", text.content())
                .bind("created", version.created().toEpochMilli())
                .execute();
    }

    static Document read(ResultSet row, Set<String> sharedWith) throws SQLException {
        String type = row.getString("type");
        return new Document(
                Optional.of(new AccountId(row.getString("account_id"))),
                row.getString("name"),
                DocumentType.find(type)
                        .orElseThrow(() -> new IllegalStateException("document type: " + type)),
                new Document.Labels(
                        Optional.ofNullable(row.getString("display_name")),
                        Optional.ofNullable(row.getString("target_type"))),
                new Document.Numbers(
                        row.getLong("default_version"),
                        row.getLong("latest_version"),
                        row.getLong("last_version")),
                sharedWith,
                Instant.ofEpochMilli(row.getLong("created")));
    }

    static DocumentVersion readVersion(ResultSet row) throws SQLException {
        return new DocumentVersion(
                row.getLong("number"),
                Optional.ofNullable(row.getString("version_name")),
                DocumentFormat.valueOf(row.getString("format")),
                Instant.ofEpochMilli(row.getLong("created")));
    }
}
