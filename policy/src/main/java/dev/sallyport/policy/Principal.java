package dev.sallyport.policy;

/// Who asks, as policies of resources name them.
public sealed interface Principal {
    /// The account's owner.
    record Root(String account) implements Principal {}

    /// A user, also with a session of GetSessionToken.
    ///
    /// @param id as in `AIDA...`
    record User(String account, String arn, String id) implements Principal {}

    /// A session of a role.
    ///
    /// @param arn of the session, `arn:aws:sts::A:assumed-role/R/name`
    /// @param roleArn of the role, `arn:aws:iam::A:role/R`
    /// @param roleId as in `AROA...`
    record RoleSession(String account, String arn, String roleArn, String roleId)
            implements Principal {}

    /// A session of GetFederationToken.
    ///
    /// @param userArn of the user who made it
    record FederatedUser(String account, String arn, String userArn) implements Principal {}

    /// A service that acts for itself, `logs.us-east-1.amazonaws.com`.
    record Service(String name) implements Principal {}

    /// Somebody with a token of a provider of identities, before a role is assumed.
    record Federated(String provider) implements Principal {}

    /// Nobody known.
    record Anonymous() implements Principal {}

    /// The principal's account, empty for those who have none.
    default String accountId() {
        return switch (this) {
            case Root root -> root.account();
            case User user -> user.account();
            case RoleSession session -> session.account();
            case FederatedUser user -> user.account();
            case Service _, Federated _, Anonymous _ -> "";
        };
    }

    /// Whether policies of its own say what it may do.
    default boolean hasPolicies() {
        return !accountId().isEmpty();
    }
}
