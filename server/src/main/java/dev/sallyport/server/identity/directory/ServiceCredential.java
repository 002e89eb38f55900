package dev.sallyport.server.identity.directory;

import java.time.Instant;

/// A user's name and password for one service, as `codecommit.amazonaws.com`. Of the password only
/// the hash is kept.
public record ServiceCredential(
        String id, String service, String loginName, String hash, boolean active, Instant created) {
    public ServiceCredential withActive(boolean other) {
        return new ServiceCredential(id, service, loginName, hash, other, created);
    }

    public ServiceCredential withHash(String other) {
        return new ServiceCredential(id, service, loginName, other, active, created);
    }

    /// Without the hash.
    @Override
    public String toString() {
        return "ServiceCredential[" + id + " for " + service + "]";
    }
}
