package dev.sallyport.server.identity;

import java.util.List;
import java.util.Optional;

/// Policies handed over when a session was made: it may do only what they allow, too.
///
/// @param inline a policy's text
/// @param managed ARNs of managed policies
public record SessionPolicies(Optional<String> inline, List<String> managed) {
    /// None were handed over.
    public static final SessionPolicies NONE = new SessionPolicies(Optional.empty(), List.of());

    public SessionPolicies {
        managed = List.copyOf(managed);
    }

    public boolean isEmpty() {
        return inline.isEmpty() && managed.isEmpty();
    }
}
