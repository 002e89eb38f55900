package dev.sallyport.server.store.sqlite;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.fleet.AgentReport;
import dev.sallyport.server.fleet.Node;
import dev.sallyport.server.fleet.NodePublicKey;
import dev.sallyport.server.fleet.NodeStore;
import dev.sallyport.server.fleet.TagStore;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Nodes in SQLite.
public final class SqliteNodes implements NodeStore {
    private static final String SELECT = "SELECT " + NodeRows.COLUMNS + " FROM node ";

    private final Database database;

    public SqliteNodes(Database database) {
        this.database = database;
    }

    @Override
    public Enrolled enrol(Node node) {
        return database.write(handle -> enrol(handle, node));
    }

    private static Enrolled enrol(Handle handle, Node node) {
        if (findByThumbprint(handle, node.enrolment().key().thumbprint()).isPresent()) {
            return Enrolled.KEY_IN_USE;
        }
        int taken =
                handle.createUpdate(
                                "UPDATE activation SET registrations = registrations + 1"
                                        + " WHERE id = :id AND registrations < place_limit")
                        .bind("id", node.enrolment().activationId())
                        .execute();
        if (taken == 0) {
            return Enrolled.NO_PLACE;
        }
        NodeRows.insert(handle, node);
        SqliteTags.put(handle, TagStore.Kind.NODE, node.id().value(), node.tags());
        return Enrolled.DONE;
    }

    @Override
    public Optional<Node> find(NodeId id) {
        return database.read(handle ->
                handle.createQuery(SELECT + "WHERE id = :id")
                        .bind("id", id.value())
                        .map((row, _) -> withTags(handle, NodeRows.read(row)))
                        .findFirst());
    }

    @Override
    public Optional<Node> findByKey(NodePublicKey key) {
        return database.read(handle -> findByThumbprint(handle, key.thumbprint()));
    }

    private static Optional<Node> findByThumbprint(Handle handle, String thumbprint) {
        return handle.createQuery(SELECT + "WHERE key_thumbprint = :thumbprint")
                .bind("thumbprint", thumbprint)
                .map((row, _) -> withTags(handle, NodeRows.read(row)))
                .findFirst();
    }

    private static Node withTags(Handle handle, Node node) {
        String id = node.id().value();
        return NodeRows.tagged(node, SqliteTags.list(handle, TagStore.Kind.NODE, id));
    }

    @Override
    public List<Node> listAfter(String after, int limit) {
        return database.read(handle -> {
            List<Node> bare =
                    handle.createQuery(SELECT + "WHERE id > :after ORDER BY id LIMIT :limit")
                            .bind("after", after)
                            .bind("limit", limit)
                            .map((row, _) -> NodeRows.read(row))
                            .list();
            return bare.isEmpty() ? bare : withTags(handle, bare);
        });
    }

    private static List<Node> withTags(Handle handle, List<Node> sorted) {
        Map<String, Map<String, String>> tags =
                SqliteTags.listBetween(
                        handle,
                        TagStore.Kind.NODE,
                        sorted.getFirst().id().value(),
                        sorted.getLast().id().value());
        return sorted.stream()
                .map(node -> NodeRows.tagged(node, tags.getOrDefault(node.id().value(), Map.of())))
                .toList();
    }

    @Override
    public boolean replaceKey(NodeId id, NodePublicKey from, NodePublicKey to) {
        return database.write(handle -> {
            Optional<Node> holder = findByThumbprint(handle, to.thumbprint());
            if (holder.isPresent() && !holder.orElseThrow().id().equals(id)) {
                return false;
            }
            return replaceKey(handle, id, from, to);
        });
    }

    private static boolean replaceKey(
            Handle handle, NodeId id, NodePublicKey from, NodePublicKey to) {
        return handle.createUpdate(
                                "UPDATE node SET public_key = :key, key_thumbprint = :to"
                                        + " WHERE id = :id AND key_thumbprint = :from")
                        .bind("id", id.value())
                        .bind("from", from.thumbprint())
                        .bind("to", to.thumbprint())
                        .bind("key", to.encoded().toBase64())
                        .execute()
                == 1;
    }

    @Override
    public void replaceReport(NodeId id, AgentReport report) {
        database.run(handle ->
                NodeRows.bind(handle.createUpdate(NodeRows.UPDATE_REPORT), report)
                        .bind("id", id.value())
                        .execute());
    }

    @Override
    public void recordPings(Map<NodeId, Instant> pings) {
        database.run(handle -> {
            var batch =
                    handle.prepareBatch(
                            "UPDATE node SET last_ping = :ping"
                                    + " WHERE id = :id AND last_ping < :ping");
            pings.forEach((id, ping) ->
                    batch.bind("id", id.value()).bind("ping", ping.toEpochMilli()).add());
            batch.execute();
        });
    }

    @Override
    public boolean remove(NodeId id, Instant at) {
        return database.write(handle -> {
            handle.createUpdate(
                            "INSERT INTO former_node (id, name, removed)"
                                    + " SELECT id, name, :at FROM node WHERE id = :id")
                    .bind("id", id.value())
                    .bind("at", at.toEpochMilli())
                    .execute();
            SqliteTags.removeAll(handle, TagStore.Kind.NODE, id.value());
            return handle.createUpdate("DELETE FROM node WHERE id = :id")
                            .bind("id", id.value())
                            .execute()
                    == 1;
        });
    }

    @Override
    public Set<NodeId> removedSince(Instant since) {
        return database.read(handle ->
                new HashSet<>(
                        handle.createQuery(
                                        "SELECT id FROM former_node" + " WHERE removed >= :since")
                                .bind("since", since.toEpochMilli())
                                .map((row, _) -> new NodeId(row.getString("id")))
                                .list()));
    }
}
