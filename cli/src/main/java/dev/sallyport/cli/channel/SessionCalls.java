package dev.sallyport.cli.channel;

import dev.sallyport.cli.outcome.Failure;
import java.util.Optional;

/// The calls a running session needs. They may block.
public interface SessionCalls {
    /// A fresh ticket, or nothing if the session has ended.
    ///
    /// @throws Failure if the server refuses or cannot be reached
    Optional<Ticket> resume(String sessionId);

    /// @throws Failure if the server refuses or cannot be reached
    void terminate(String sessionId);
}
