package dev.sallyport.policy.language;

/// What a policy is written for: that decides which elements it must and may not have.
public enum PolicyKind {
    /// Inline, in a user, group or role. May be of version 2008-10-17.
    IDENTITY,
    /// A managed policy, also when it serves as a boundary. Must be of version 2012-10-17.
    MANAGED,
    /// Handed over when a session is made.
    SESSION,
    /// Says who may assume a role: principals, and no resources.
    TRUST,
    /// Kept with a resource: a key, a bucket.
    RESOURCE;

    boolean namesPrincipals() {
        return this == TRUST || this == RESOURCE;
    }
}
