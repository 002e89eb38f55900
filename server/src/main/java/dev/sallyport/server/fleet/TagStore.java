package dev.sallyport.server.fleet;

import java.util.Collection;
import java.util.Map;

/// Where tags are kept, whatever they stick to.
public interface TagStore {
    /// What a tag can stick to.
    enum Kind {
        NODE,
        DOCUMENT
    }

    /// The tags of one thing, in the order of their keys; empty when it has none or is not there.
    Map<String, String> list(Kind kind, String id);

    /// Adds `tags`, replacing those of the same key, unless that would make more than `limit`; then
    /// nothing changes and the answer is false.
    boolean put(Kind kind, String id, Map<String, String> tags, int limit);

    void remove(Kind kind, String id, Collection<String> keys);

    /// Removes every tag of a thing that is no more.
    void removeAll(Kind kind, String id);
}
