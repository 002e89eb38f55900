package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.protocol.NodeId;

/// The node that an argument names.
final class Targets {
    private Targets() {}

    /// A whole id needs no look-up, so that callers who may not list nodes can reach theirs.
    static String resolve(Api api, String idOrName) {
        return NodeId.isNodeId(idOrName) ? idOrName : new NodeList(api).find(idOrName).id();
    }
}
