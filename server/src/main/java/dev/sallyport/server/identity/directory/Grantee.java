package dev.sallyport.server.identity.directory;

/// Whoever policies can be given to.
public sealed interface Grantee extends Entity permits User, Group, Role {
    Grants grants();

    Grantee withGrants(Grants grants);
}
