package dev.sallyport.server.fleet;

import dev.sallyport.protocol.NodeId;
import java.time.Instant;
import java.util.Map;

/// One managed node. `lastPing` is the last one written down; {@link Presence} knows newer ones.
public record Node(
        NodeId id,
        String name,
        Enrolment enrolment,
        AgentReport report,
        Instant lastPing,
        Map<String, String> tags) {
    public Node {
        tags = Map.copyOf(tags);
    }

    /// How the node joined and what proves that it is the same one.
    ///
    /// The role is written as the activation had it, with its path (`service-role/Nodes`).
    public record Enrolment(
            String activationId,
            String role,
            String fingerprint,
            NodePublicKey key,
            Instant registered) {}

    /// What people call it: its `Name` tag, else the name its activation gave.
    public String label() {
        return tags.getOrDefault("Name", name);
    }

    Node with(AgentReport later) {
        return new Node(id, name, enrolment, later, lastPing, tags);
    }
}
