package dev.sallyport.server.store.sqlite;

import dev.sallyport.server.fleet.Activation;
import dev.sallyport.server.fleet.ActivationStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Activations in SQLite.
public final class SqliteActivations implements ActivationStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COLUMNS =
            "id, role, description, default_name, place_limit, registrations, expires, created,"
                    + " tags";

    private final Database database;

    public SqliteActivations(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Activation activation, String codeHash) {
        database.run(handle ->
                bind(
                                handle.createUpdate(
                                        "INSERT INTO activation ("
                                                + COLUMNS
                                                + ", code_hash)"
                                                + " VALUES (:id, :role, :description,"
                                                + " :name, :limit, :registrations,"
                                                + " :expires, :created, :tags, :hash)"),
                                activation)
                        .bind("hash", codeHash)
                        .execute());
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Activation activation) {
        Activation.Terms terms = activation.terms();
        return statement
                .bind("id", activation.id())
                .bind("role", terms.role())
                .bind("description", terms.description())
                .bind("name", terms.defaultName())
                .bind("limit", terms.limit())
                .bind("registrations", activation.registrations())
                .bind("expires", terms.expires().toEpochMilli())
                .bind("created", activation.created().toEpochMilli())
                .bind("tags", toJson(terms.tags()));
    }

    @Override
    public Optional<Activation> find(String id) {
        return database.read(handle ->
                handle.createQuery("SELECT " + COLUMNS + " FROM activation WHERE id = :id")
                        .bind("id", id)
                        .map((row, _) -> activation(row))
                        .findFirst());
    }

    @Override
    public Optional<String> findCodeHash(String id) {
        return database.read(handle ->
                handle.createQuery("SELECT code_hash FROM activation WHERE id = :id")
                        .bind("id", id)
                        .map((row, _) -> row.getString("code_hash"))
                        .findFirst());
    }

    @Override
    public List<Activation> listActivationsAfter(String after, int limit) {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT "
                                        + COLUMNS
                                        + " FROM activation WHERE id > :after"
                                        + " ORDER BY id LIMIT :limit")
                        .bind("after", after)
                        .bind("limit", limit)
                        .map((row, _) -> activation(row))
                        .list());
    }

    @Override
    public boolean delete(String id) {
        return database.write(handle ->
                handle.createUpdate("DELETE FROM activation WHERE id = :id")
                                .bind("id", id)
                                .execute()
                        == 1);
    }

    private static Activation activation(ResultSet row) throws SQLException {
        return new Activation(
                row.getString("id"),
                new Activation.Terms(
                        row.getString("role"),
                        row.getString("description"),
                        row.getString("default_name"),
                        row.getInt("place_limit"),
                        Instant.ofEpochMilli(row.getLong("expires")),
                        fromJson(row.getString("tags"))),
                row.getInt("registrations"),
                Instant.ofEpochMilli(row.getLong("created")));
    }

    private static String toJson(Map<String, String> tags) {
        ObjectNode object = JSON.createObjectNode();
        tags.forEach(object::put);
        return JSON.writeValueAsString(object);
    }

    private static Map<String, String> fromJson(String json) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> tag : JSON.readTree(json).properties()) {
            tags.put(tag.getKey(), tag.getValue().asString());
        }
        return tags;
    }
}
