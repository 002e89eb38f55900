package dev.sallyport.server.identity.directory;

import dev.sallyport.protocol.Bytes;
import java.time.Instant;

/// A long-term key; its secret is sealed under the master key.
public record AccessKey(String id, Bytes sealedSecret, boolean active, Instant created) {
    public AccessKey withActive(boolean other) {
        return new AccessKey(id, sealedSecret, other, created);
    }
}
