package dev.sallyport.server.fleet;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/// Puts tags on things and takes them off, by AWS's rules for tags.
public final class Tags {
    /// How many tags one thing may have.
    public static final int LIMIT = 50;

    private final TagStore store;
    private final Map<TagStore.Kind, Predicate<String>> things;

    /// `things` says for each kind whether a thing of that id exists.
    public Tags(TagStore store, Map<TagStore.Kind, Predicate<String>> things) {
        this.store = store;
        this.things = Map.copyOf(things);
    }

    /// How a change ended.
    public enum Outcome {
        DONE,
        NO_SUCH_THING,
        TOO_MANY,
        /// Keys that begin with `aws:` are not for users.
        RESERVED
    }

    public boolean exists(TagStore.Kind kind, String id) {
        return things.getOrDefault(kind, _ -> false).test(id);
    }

    public Map<String, String> list(TagStore.Kind kind, String id) {
        return store.list(kind, id);
    }

    public Outcome add(TagStore.Kind kind, String id, Map<String, String> tags) {
        if (anyReserved(tags.keySet())) {
            return Outcome.RESERVED;
        }
        if (!exists(kind, id)) {
            return Outcome.NO_SUCH_THING;
        }
        return store.put(kind, id, tags, LIMIT) ? Outcome.DONE : Outcome.TOO_MANY;
    }

    public Outcome remove(TagStore.Kind kind, String id, Collection<String> keys) {
        if (anyReserved(keys)) {
            return Outcome.RESERVED;
        }
        if (!exists(kind, id)) {
            return Outcome.NO_SUCH_THING;
        }
        store.remove(kind, id, keys);
        return Outcome.DONE;
    }

    /// Whether any of the keys begins with `aws:`, in whatever case.
    public static boolean anyReserved(Collection<String> keys) {
        return keys.stream().anyMatch(key -> key.toLowerCase(Locale.ROOT).startsWith("aws:"));
    }
}
