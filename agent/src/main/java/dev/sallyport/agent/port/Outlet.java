package dev.sallyport.agent.port;

import dev.sallyport.protocol.Bytes;

/// Where bytes from a target go: the session's channel to its client.
public interface Outlet {
    /// Whether {@link #offer} would take a frame.
    boolean hasRoom();

    /// Takes a frame, or says that there is no room. Never blocks.
    boolean offer(int payloadType, Bytes payload);

    /// Takes a frame. Blocks while there is no room.
    void send(int payloadType, Bytes payload) throws InterruptedException;
}
