package dev.sallyport.server.fleet;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// Tags of nodes from memory once they were read, for decisions ask for them with every call. A
/// change is in the next answer once it returned. All changes must go through this object; safe for
/// use by many threads.
///
/// What has no tags is asked again each time: nobody fills the memory with names that do not exist.
public final class RememberedTags implements TagStore {
    private static final int KEPT = 50_000;

    private final TagStore store;
    private final Map<String, Map<String, String>> known = new ConcurrentHashMap<>();

    public RememberedTags(TagStore store) {
        this.store = store;
    }

    @Override
    public Map<String, String> list(Kind kind, String id) {
        // Documents take their tags along when they are deleted, and their names come again.
        if (kind != Kind.NODE) {
            return store.list(kind, id);
        }
        if (known.size() > KEPT) {
            known.clear();
        }
        // Reading and changing hold the same lock of the map: no old answer is put back.
        Map<String, String> tags = known.computeIfAbsent(id, it -> store.list(kind, it));
        if (tags.isEmpty()) {
            known.remove(id, tags);
        }
        return tags;
    }

    @Override
    public boolean put(Kind kind, String id, Map<String, String> tags, int limit) {
        AtomicBoolean done = new AtomicBoolean();
        changing(kind, id, () -> done.set(store.put(kind, id, tags, limit)));
        return done.get();
    }

    @Override
    public void remove(Kind kind, String id, Collection<String> keys) {
        changing(kind, id, () -> store.remove(kind, id, keys));
    }

    @Override
    public void removeAll(Kind kind, String id) {
        changing(kind, id, () -> store.removeAll(kind, id));
    }

    private void changing(Kind kind, String id, Runnable change) {
        if (kind != Kind.NODE) {
            change.run();
            return;
        }
        known.compute(
                id,
                (_, _) -> {
                    change.run();
                    return null;
                });
    }
}
