package dev.sallyport.agent.port;

import dev.sallyport.protocol.Bytes;
import java.io.IOException;

/// Carries one session's bytes. {@link #run} has a thread of its own; the other calls come from
/// others.
public interface Forwarder {
    /// Carries what targets say to the client, until the session is over.
    void run() throws IOException, InterruptedException;

    /// Takes bytes of the client's. Blocks while targets are too slow for them.
    void received(Bytes payload) throws InterruptedException;

    /// The client's one connection has closed.
    void disconnect();

    /// The outlet may have room again. Returns at once.
    void outletMoved();

    /// Closes all connections. Returns at once; may be called again.
    void stop();
}
