package dev.sallyport.server.api;

import dev.sallyport.server.identity.Caller;

/// What checking the signature of a request found.
public sealed interface AuthOutcome {
    /// The caller made this very request, now.
    record Proven(Caller caller) implements AuthOutcome {}

    /// There is no signature.
    record Unsigned() implements AuthOutcome {}

    /// There is one, and it proves nothing. The text is safe to show.
    record Rejected(Refusal refusal, String text) implements AuthOutcome {}
}
