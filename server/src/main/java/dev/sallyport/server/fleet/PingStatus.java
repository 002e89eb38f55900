package dev.sallyport.server.fleet;

/// Whether a node is there.
public enum PingStatus {
    ONLINE,
    CONNECTION_LOST
}
