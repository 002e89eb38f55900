package dev.sallyport.agent.link;

import dev.sallyport.protocol.NodeId;
import java.security.PrivateKey;

/// Who this node is: its id, its own private key, and the fingerprint it registered with.
public record NodeIdentity(NodeId id, PrivateKey key, String fingerprint) {
    @Override
    public String toString() {
        return "NodeIdentity[" + id + "]";
    }
}
