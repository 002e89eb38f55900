package dev.sallyport.server.fleet;

import java.util.List;

/// One page of nodes in the order of their ids, and whether more may follow.
public record NodePage(List<Node> nodes, boolean more) {
    public NodePage {
        nodes = List.copyOf(nodes);
    }
}
