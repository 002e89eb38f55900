package dev.sallyport.server.fleet;

import dev.sallyport.protocol.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where nodes are kept. Every method is one transaction.
public interface NodeStore {
    /// How an enrolment ended.
    enum Enrolled {
        DONE,
        /// The activation is gone or has no place left.
        NO_PLACE,
        KEY_IN_USE
    }

    /// Takes a place of the node's activation and stores the node with its tags: both or nothing.
    Enrolled enrol(Node node);

    Optional<Node> find(NodeId id);

    Optional<Node> findByKey(NodePublicKey key);

    /// Up to `limit` nodes whose id sorts behind `after`, in the order of their ids.
    List<Node> listAfter(String after, int limit);

    /// False, and nothing changed, when the node's key is not `from` or `to` is another node's.
    boolean replaceKey(NodeId id, NodePublicKey from, NodePublicKey to);

    void replaceReport(NodeId id, AgentReport report);

    /// Moves last pings forward, never back.
    void recordPings(Map<NodeId, Instant> pings);

    /// Removes the node and its tags and remembers that it was; false when there is none.
    boolean remove(NodeId id, Instant at);

    /// Nodes removed at or after `since`.
    Set<NodeId> removedSince(Instant since);
}
