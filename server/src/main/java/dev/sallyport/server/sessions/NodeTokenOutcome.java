package dev.sallyport.server.sessions;

import dev.sallyport.protocol.Secret;

/// The answer to a node that wants to open its side of a session.
public sealed interface NodeTokenOutcome {
    record Issued(Secret token) implements NodeTokenOutcome {}

    /// Over: agents stop asking when the answer holds the words {@link #TEXT}.
    record Over() implements NodeTokenOutcome {
        public static final String TEXT = "Session is already terminated";
    }

    /// No such session, or not this node's.
    record NotYours() implements NodeTokenOutcome {}
}
