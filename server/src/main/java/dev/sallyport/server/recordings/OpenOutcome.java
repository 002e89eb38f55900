package dev.sallyport.server.recordings;

import dev.sallyport.server.relay.Tap;

/// What became of the wish to record a session.
public sealed interface OpenOutcome {
    /// The recording runs; the session may.
    record Opened(Tap tap) implements OpenOutcome {}

    /// There will be no recording, so there may be no session. The reason is fit to be shown.
    record Refused(String reason) implements OpenOutcome {}
}
