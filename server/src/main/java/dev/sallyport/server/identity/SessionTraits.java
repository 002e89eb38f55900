package dev.sallyport.server.identity;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a session was given about who is behind it.
///
/// @param tags the session's own; they win over tags of the role or user
/// @param transitive keys of those tags that every further role in the chain takes over
/// @param sourceIdentity set once, and kept through every further role
/// @param claims condition keys of the web identity behind the session (`issuer:sub`), none else
public record SessionTraits(
        Map<String, String> tags,
        Set<String> transitive,
        Optional<String> sourceIdentity,
        Map<String, String> claims) {
    /// Nothing is known.
    public static final SessionTraits NONE =
            new SessionTraits(Map.of(), Set.of(), Optional.empty(), Map.of());

    public SessionTraits {
        tags = Map.copyOf(tags);
        transitive = Set.copyOf(transitive);
        claims = Map.copyOf(claims);
    }

    /// Those of a caller's session, if it has one of its own.
    public static SessionTraits of(Caller caller) {
        return switch (caller) {
            case Caller.AssumedRole role -> role.traits();
            case Caller.FederatedUser federated -> federated.traits();
            case Caller.User _,
                    Caller.UserSession _,
                    Caller.WebIdentity _,
                    Caller.NodeRole _,
                    Caller.NodeKey _,
                    Caller.Anonymous _ ->
                    NONE;
        };
    }
}
