package dev.sallyport.server.sessions;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.NodeId;

/// Which nodes there are.
public interface NodeDirectory {
    boolean isKnown(AccountId account, NodeId node);
}
