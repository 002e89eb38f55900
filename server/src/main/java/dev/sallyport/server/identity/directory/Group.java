package dev.sallyport.server.identity.directory;

import java.util.Map;

/// Users who share policies. Who belongs to it stands with the users.
public record Group(Label label, Grants grants) implements Grantee {
    @Override
    public Map<String, String> tags() {
        return Map.of();
    }

    public Group withLabel(Label other) {
        return new Group(other, grants);
    }

    @Override
    public Group withGrants(Grants others) {
        return new Group(label, others);
    }
}
