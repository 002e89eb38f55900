package dev.sallyport.server.identity.directory;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The policies of one user, group or role.
///
/// `attached` and `boundary` are ARNs of managed policies; `inline` are documents by their names.
public record Grants(Set<String> attached, Map<String, String> inline, Optional<String> boundary) {
    /// Nothing at all.
    public static final Grants NONE = new Grants(Set.of(), Map.of(), Optional.empty());

    public Grants {
        attached = Collections.unmodifiableSet(new TreeSet<>(attached));
        inline = Collections.unmodifiableMap(new TreeMap<>(inline));
    }

    public Grants attach(String arn) {
        Set<String> more = new TreeSet<>(attached);
        more.add(arn);
        return new Grants(more, inline, boundary);
    }

    public Grants detach(String arn) {
        Set<String> fewer = new TreeSet<>(attached);
        fewer.remove(arn);
        return new Grants(fewer, inline, boundary);
    }

    public Grants withInline(String name, String document) {
        Map<String, String> more = new HashMap<>(inline);
        more.put(name, document);
        return new Grants(attached, more, boundary);
    }

    public Grants withoutInline(String name) {
        Map<String, String> fewer = new HashMap<>(inline);
        fewer.remove(name);
        return new Grants(attached, fewer, boundary);
    }

    public Grants withBoundary(Optional<String> arn) {
        return new Grants(attached, inline, arn);
    }

    public boolean uses(String arn) {
        return attached.contains(arn) || boundary.filter(arn::equals).isPresent();
    }

    public boolean isEmpty() {
        return attached.isEmpty() && inline.isEmpty();
    }
}
