package dev.sallyport.server.fleet;

import dev.sallyport.protocol.NodeId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The fleet's stores without a database.
public final class InMemoryFleet implements NodeStore, ActivationStore, TagStore {
    private final TreeMap<String, Activation> activations = new TreeMap<>();
    private final Map<String, String> codes = new HashMap<>();
    private final TreeMap<String, Node> nodes = new TreeMap<>();
    private final Map<NodeId, Instant> removed = new HashMap<>();
    private final Map<String, TreeMap<String, String>> tags = new HashMap<>();

    @Override
    public synchronized Enrolled enrol(Node node) {
        if (findByKey(node.enrolment().key()).isPresent()) {
            return Enrolled.KEY_IN_USE;
        }
        Activation activation = activations.get(node.enrolment().activationId());
        if (activation == null || activation.isExhausted()) {
            return Enrolled.NO_PLACE;
        }
        activations.put(
                activation.id(),
                new Activation(
                        activation.id(),
                        activation.terms(),
                        activation.registrations() + 1,
                        activation.created()));
        nodes.put(node.id().value(), node);
        put(Kind.NODE, node.id().value(), node.tags(), Tags.LIMIT);
        return Enrolled.DONE;
    }

    @Override
    public synchronized Optional<Node> find(NodeId id) {
        return Optional.ofNullable(nodes.get(id.value())).map(this::tagged);
    }

    @Override
    public synchronized Optional<Node> findByKey(NodePublicKey key) {
        return nodes.values().stream()
                .filter(node -> node.enrolment().key().equals(key))
                .findFirst()
                .map(this::tagged);
    }

    @Override
    public synchronized List<Node> listAfter(String after, int limit) {
        return nodes.tailMap(after, false).values().stream()
                .limit(limit)
                .map(this::tagged)
                .toList();
    }

    private Node tagged(Node node) {
        return new Node(
                node.id(),
                node.name(),
                node.enrolment(),
                node.report(),
                node.lastPing(),
                list(Kind.NODE, node.id().value()));
    }

    @Override
    public synchronized boolean replaceKey(NodeId id, NodePublicKey from, NodePublicKey to) {
        Node node = nodes.get(id.value());
        Optional<Node> holder = findByKey(to);
        if (node == null
                || !node.enrolment().key().equals(from)
                || (holder.isPresent() && !holder.get().id().equals(id))) {
            return false;
        }
        Node.Enrolment before = node.enrolment();
        nodes.put(
                id.value(),
                new Node(
                        id,
                        node.name(),
                        new Node.Enrolment(
                                before.activationId(),
                                before.role(),
                                before.fingerprint(),
                                to,
                                before.registered()),
                        node.report(),
                        node.lastPing(),
                        Map.of()));
        return true;
    }

    @Override
    public synchronized void replaceReport(NodeId id, AgentReport report) {
        nodes.computeIfPresent(id.value(), (_, node) -> node.with(report));
    }

    @Override
    public synchronized void recordPings(Map<NodeId, Instant> pings) {
        pings.forEach((id, ping) ->
                nodes.computeIfPresent(
                        id.value(),
                        (_, node) -> ping.isAfter(node.lastPing()) ? pinged(node, ping) : node));
    }

    private static Node pinged(Node node, Instant ping) {
        return new Node(node.id(), node.name(), node.enrolment(), node.report(), ping, node.tags());
    }

    @Override
    public synchronized boolean remove(NodeId id, Instant at) {
        removeAll(Kind.NODE, id.value());
        if (nodes.remove(id.value()) == null) {
            return false;
        }
        removed.put(id, at);
        return true;
    }

    @Override
    public synchronized Set<NodeId> removedSince(Instant since) {
        return removed.entrySet().stream()
                .filter(entry -> !entry.getValue().isBefore(since))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized void insert(Activation activation, String codeHash) {
        activations.put(activation.id(), activation);
        codes.put(activation.id(), codeHash);
    }

    @Override
    public synchronized Optional<Activation> find(String id) {
        return Optional.ofNullable(activations.get(id));
    }

    @Override
    public synchronized Optional<String> findCodeHash(String id) {
        return Optional.ofNullable(codes.get(id));
    }

    @Override
    public synchronized List<Activation> listActivationsAfter(String after, int limit) {
        return activations.tailMap(after, false).values().stream().limit(limit).toList();
    }

    @Override
    public synchronized boolean delete(String id) {
        codes.remove(id);
        return activations.remove(id) != null;
    }

    @Override
    public synchronized Map<String, String> list(Kind kind, String id) {
        return Map.copyOf(tagsOf(kind, id));
    }

    @Override
    public synchronized boolean put(Kind kind, String id, Map<String, String> more, int limit) {
        Map<String, String> after = new HashMap<>(tagsOf(kind, id));
        after.putAll(more);
        if (after.size() > limit) {
            return false;
        }
        tagsOf(kind, id).putAll(more);
        return true;
    }

    @Override
    public synchronized void remove(Kind kind, String id, Collection<String> keys) {
        keys.forEach(tagsOf(kind, id)::remove);
    }

    @Override
    public synchronized void removeAll(Kind kind, String id) {
        tags.remove(kind + id);
    }

    private Map<String, String> tagsOf(Kind kind, String id) {
        return tags.computeIfAbsent(kind + id, _ -> new TreeMap<>());
    }
}
