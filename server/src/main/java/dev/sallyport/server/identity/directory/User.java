package dev.sallyport.server.identity.directory;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A person or a program with keys of its own. `groups` are ids.
public record User(
        Label label, Map<String, String> tags, Grants grants, Set<String> groups, Keyring keyring)
        implements Grantee {
    public User {
        tags = Tags.ordered(tags);
        groups = Collections.unmodifiableSet(new TreeSet<>(groups));
    }

    public static User named(Label label) {
        return new User(label, Map.of(), Grants.NONE, Set.of(), Keyring.EMPTY);
    }

    public User withLabel(Label other) {
        return new User(other, tags, grants, groups, keyring);
    }

    public User withTags(Map<String, String> others) {
        return new User(label, others, grants, groups, keyring);
    }

    @Override
    public User withGrants(Grants others) {
        return new User(label, tags, others, groups, keyring);
    }

    public User withKeyring(Keyring other) {
        return new User(label, tags, grants, groups, other);
    }

    public User joined(String groupId) {
        Set<String> more = new TreeSet<>(groups);
        more.add(groupId);
        return new User(label, tags, grants, more, keyring);
    }

    public User left(String groupId) {
        Set<String> fewer = new TreeSet<>(groups);
        fewer.remove(groupId);
        return new User(label, tags, grants, fewer, keyring);
    }
}
