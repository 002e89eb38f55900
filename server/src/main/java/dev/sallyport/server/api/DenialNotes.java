package dev.sallyport.server.api;

import dev.sallyport.server.access.Aim;
import dev.sallyport.server.identity.Caller;

/// What is added to a refusal for whoever may read more than the refused.
@FunctionalInterface
public interface DenialNotes {
    /// Nothing is added.
    DenialNotes NONE = (_, _, _, _) -> "";

    /// @param reason what the refused is told
    String note(Caller caller, String action, Aim aim, String reason);
}
