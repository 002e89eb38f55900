package dev.sallyport.server.identity.directory;

import dev.sallyport.protocol.Bytes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A virtual device that shows a new code every half minute; its seed is sealed under the master
/// key.
public record MfaDevice(Label label, Map<String, String> tags, Bytes sealedSeed, Optional<Use> use)
        implements Entity {
    public MfaDevice {
        tags = Tags.ordered(tags);
    }

    /// Whose it is since when, the last step a code was taken for, and by how many steps its clock
    /// is ahead of ours.
    public record Use(String userId, Instant since, long lastStep, int drift) {
        public Use accepted(long step) {
            return new Use(userId, since, step, drift);
        }
    }

    public MfaDevice withTags(Map<String, String> others) {
        return new MfaDevice(label, others, sealedSeed, use);
    }

    public MfaDevice withUse(Optional<Use> other) {
        return new MfaDevice(label, tags, sealedSeed, other);
    }

    public boolean belongsTo(String userId) {
        return use.filter(it -> it.userId().equals(userId)).isPresent();
    }
}
