package dev.sallyport.server.fleet;

import dev.sallyport.protocol.NodeId;

/// What other rooms must hear of the fleet at once.
public interface FleetEvents {
    /// The node is gone for good: its tokens are void, its sockets and sessions must end. Called
    /// after the store has it, before the caller gets an answer.
    void deregistered(NodeId node);
}
