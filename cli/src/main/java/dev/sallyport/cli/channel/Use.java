package dev.sallyport.cli.channel;

import dev.sallyport.protocol.Bytes;
import java.io.IOException;

/// What is done with a session's bytes at this end. All methods are called on the channel's thread.
public interface Use extends AutoCloseable {
    /// Whether more of the node's bytes can be taken. While not, the node's frames wait, and are
    /// not acknowledged, so that the node stops in the end.
    boolean hasRoom();

    /// The next bytes of the node.
    ///
    /// @param payloadType output, error output, an exit code or a flag
    /// @throws IOException if nobody wants them any more, which ends the session
    void received(int payloadType, Bytes payload) throws IOException;

    /// The moment to send what waits: called after everything that happens.
    void tick();

    /// The session is over for this side.
    @Override
    void close();
}
