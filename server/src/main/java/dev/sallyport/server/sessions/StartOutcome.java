package dev.sallyport.server.sessions;

import dev.sallyport.protocol.Secret;

/// What became of StartSession. A document that is missing or does not take the parameters is a
/// {@link dev.sallyport.server.documents.DocumentFault} instead.
public sealed interface StartOutcome {
    /// The row is written and the data plane is ready; `token` opens the client's socket once.
    record Started(Session session, Secret token) implements StartOutcome {}

    /// No node of that name has its control line open; the target as the caller wrote it.
    record NotConnected(String target) implements StartOutcome {
        /// AWS's own words.
        public String text() {
            return target + " is not connected.";
        }
    }

    /// The document asks for what this server or this caller cannot give; nothing was started.
    record Refused(String text) implements StartOutcome {}

    /// The data plane could not take the session; the row says Failed.
    record Unavailable(String text) implements StartOutcome {}
}
