package dev.sallyport.server.api;

import dev.sallyport.protocol.NodeId;
import java.security.PublicKey;
import java.util.Optional;

/// The public keys nodes registered with. May block.
@FunctionalInterface
public interface NodeKeys {
    Optional<PublicKey> publicKey(NodeId node);
}
