package dev.sallyport.server.identity.directory;

import java.util.Map;
import java.util.Optional;

/// A name under which a machine gets a role. `role` is an id.
public record InstanceProfile(Label label, Map<String, String> tags, Optional<String> role)
        implements Entity {
    public InstanceProfile {
        tags = Tags.ordered(tags);
    }

    public InstanceProfile withTags(Map<String, String> others) {
        return new InstanceProfile(label, others, role);
    }

    public InstanceProfile withRole(Optional<String> other) {
        return new InstanceProfile(label, tags, other);
    }
}
