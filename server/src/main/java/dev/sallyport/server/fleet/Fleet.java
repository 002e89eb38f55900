package dev.sallyport.server.fleet;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The nodes and what may happen to them. Safe for use by many threads; may block.
public final class Fleet {
    private final NodeStore nodes;
    private final Activations activations;
    private final Presence presence;
    private final FleetEvents events;
    private final SecureRandom random;
    private final InstantSource clock;

    public Fleet(
            NodeStore nodes,
            Activations activations,
            Presence presence,
            FleetEvents events,
            SecureRandom random,
            InstantSource clock) {
        this.nodes = nodes;
        this.activations = activations;
        this.presence = presence;
        this.events = events;
        this.random = random;
        this.clock = clock;
    }

    /// What a machine says when it wants to join. The key is base64 of a SubjectPublicKeyInfo.
    public record Registration(
            String activationId, Secret code, String fingerprint, String keyType, String key) {}

    public Optional<Node> find(NodeId id) {
        return nodes.find(id);
    }

    /// Up to `limit` nodes behind `after` (a node id, or empty) that `filter` takes.
    public Page<Node> list(Predicate<Node> filter, String after, int limit) {
        return Page.read(
                nodes::listAfter,
                node -> node.id().value(),
                new Page.Wanted<>(filter, after, limit));
    }

    public RegisterOutcome register(Registration wish) {
        Optional<Activation> proven = activations.prove(wish.activationId(), wish.code());
        if (proven.isEmpty()) {
            return refused(RegisterOutcome.Reason.INVALID_ACTIVATION);
        }
        Optional<NodePublicKey> key = readKey(wish.keyType(), wish.key());
        if (key.isEmpty()) {
            return refused(RegisterOutcome.Reason.INVALID_PUBLIC_KEY);
        }
        return register(wish, proven.orElseThrow(), key.orElseThrow());
    }

    private RegisterOutcome register(Registration wish, Activation activation, NodePublicKey key) {
        Instant now = clock.instant();
        if (activation.isExpired(now)) {
            return refused(RegisterOutcome.Reason.ACTIVATION_EXPIRED);
        }
        Optional<Node> earlier = nodes.findByKey(key);
        if (earlier.isPresent()) {
            return repeated(wish, earlier.orElseThrow());
        }
        Node node = newNode(wish, activation, key, now);
        return switch (nodes.enrol(node)) {
            case DONE -> new RegisterOutcome.Registered(node);
            case NO_PLACE -> refused(RegisterOutcome.Reason.LIMIT_EXCEEDED);
            case KEY_IN_USE -> refused(RegisterOutcome.Reason.KEY_IN_USE);
        };
    }

    // An agent that lost our answer asks again with the same key: it must get the same node, not
    // take a second place or be turned away.
    private static RegisterOutcome repeated(Registration wish, Node earlier) {
        boolean same =
                earlier.enrolment().activationId().equals(wish.activationId())
                        && earlier.enrolment().fingerprint().equals(wish.fingerprint());
        return same
                ? new RegisterOutcome.Registered(earlier)
                : refused(RegisterOutcome.Reason.KEY_IN_USE);
    }

    private Node newNode(Registration wish, Activation activation, NodePublicKey key, Instant now) {
        Activation.Terms terms = activation.terms();
        Map<String, String> tags = new HashMap<>(terms.tags());
        if (!terms.defaultName().isEmpty() && tags.size() < Tags.LIMIT) {
            tags.putIfAbsent("Name", terms.defaultName());
        }
        return new Node(
                newId(),
                terms.defaultName(),
                new Node.Enrolment(activation.id(), terms.role(), wish.fingerprint(), key, now),
                AgentReport.NONE,
                now,
                tags);
    }

    /// The key a node signs with.
    public Optional<NodePublicKey> publicKey(NodeId id) {
        return nodes.find(id).map(node -> node.enrolment().key());
    }

    /// Whether `fingerprint` is the one the node registered with.
    public boolean isSameMachine(Node node, String fingerprint) {
        return MessageDigest.isEqual(
                node.enrolment().fingerprint().getBytes(StandardCharsets.UTF_8),
                fingerprint.getBytes(StandardCharsets.UTF_8));
    }

    /// From now on only `newKey` proves the node. False, and nothing changed, when it is no key of
    /// the right kind, belongs to another node, or the old key was replaced meanwhile.
    ///
    /// Role credentials issued before stay good until their end: the agent's workers go on using
    /// them after the change.
    public boolean rotateKey(NodeId id, String keyType, String newKey) {
        Optional<NodePublicKey> key = readKey(keyType, newKey);
        Optional<Node> node = nodes.find(id);
        if (key.isEmpty() || node.isEmpty()) {
            return false;
        }
        return nodes.replaceKey(id, node.orElseThrow().enrolment().key(), key.orElseThrow());
    }

    /// Takes a report in; false when there is no such node.
    public boolean report(NodeId id, AgentReport report) {
        Optional<Node> node = nodes.find(id);
        if (node.isEmpty()) {
            return false;
        }
        presence.pinged(id);
        AgentReport merged = report.over(node.orElseThrow().report());
        if (!merged.equals(node.orElseThrow().report())) {
            nodes.replaceReport(id, merged);
        }
        return true;
    }

    /// Ends the node's membership: its key and its tokens are void. False when there is none.
    public boolean deregister(NodeId id) {
        if (!nodes.remove(id, clock.instant())) {
            return false;
        }
        events.deregistered(id);
        presence.forget(id);
        return true;
    }

    private static Optional<NodePublicKey> readKey(String type, String base64) {
        return type.equals(NodePublicKey.TYPE) ? NodePublicKey.parse(base64) : Optional.empty();
    }

    private static RegisterOutcome refused(RegisterOutcome.Reason reason) {
        return new RegisterOutcome.Refused(reason);
    }

    private NodeId newId() {
        byte[] bits = new byte[9];
        random.nextBytes(bits);
        return new NodeId("mi-" + HexFormat.of().formatHex(bits).substring(0, 17));
    }
}
