package dev.sallyport.server.identity.directory;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers when keys and roles were last of use. Noting one never blocks; what was noted is
/// written when {@link #flush} is called, so a crash forgets the last minute. Safe for use by many
/// threads.
public final class LastUses {
    private final LastUseStore store;
    private final Map<String, LastUse> uses;
    private final Map<String, LastUse> unwritten = new ConcurrentHashMap<>();

    public LastUses(LastUseStore store) {
        this.store = store;
        this.uses = new ConcurrentHashMap<>(store.all());
    }

    /// `id` is that of an access key or a role.
    public void note(String id, LastUse use) {
        uses.put(id, use);
        unwritten.put(id, use);
    }

    public Optional<LastUse> find(String id) {
        return Optional.ofNullable(uses.get(id));
    }

    public void flush() {
        Map<String, LastUse> now = new HashMap<>(unwritten);
        if (now.isEmpty()) {
            return;
        }
        store.put(now);
        // What was noted meanwhile is another use, and stays.
        now.forEach(unwritten::remove);
    }
}
