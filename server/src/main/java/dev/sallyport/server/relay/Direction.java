package dev.sallyport.server.relay;

/// Which way a frame travels.
public enum Direction {
    /// From the node to the client.
    DOWN,

    /// From the client to the node.
    UP
}
