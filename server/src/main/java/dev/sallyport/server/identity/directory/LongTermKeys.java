package dev.sallyport.server.identity.directory;

import java.util.Optional;

/// Finds long-term access keys. Never blocks.
@FunctionalInterface
public interface LongTermKeys {
    /// An access key and whose it is.
    record Owned(AccessKey key, User user) {}

    Optional<Owned> findKey(String accessKeyId);
}
