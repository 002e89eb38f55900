package dev.sallyport.server.identity.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All entities of one kind, by id and by name. Names differ in more than case, as in AWS.
/// Immutable: each change gives another table.
public final class Table<T extends Entity> {
    private final Map<String, T> byId;
    private final SortedMap<String, T> byName;

    private Table(Map<String, T> byId, SortedMap<String, T> byName) {
        this.byId = byId;
        this.byName = byName;
    }

    public static <T extends Entity> Table<T> of(Collection<T> entities) {
        Map<String, T> byId = new HashMap<>();
        SortedMap<String, T> byName = new TreeMap<>();
        for (T entity : entities) {
            byId.put(entity.id(), entity);
            byName.put(key(entity.name()), entity);
        }
        if (byName.size() != entities.size() || byId.size() != entities.size()) {
            throw new IllegalArgumentException("two entities of one name or id");
        }
        return new Table<>(byId, byName);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    public Optional<T> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Optional<T> byName(String name) {
        return Optional.ofNullable(byName.get(key(name)));
    }

    /// In the order of their names.
    public List<T> list() {
        return new ArrayList<>(byName.values());
    }

    /// In no order.
    public Collection<T> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    public int size() {
        return byId.size();
    }

    /// With this entity, in the place of the one with its id if there is one. Throws when another
    /// has its name.
    Table<T> with(T entity) {
        Map<String, T> ids = new HashMap<>(byId);
        SortedMap<String, T> names = new TreeMap<>(byName);
        T old = ids.put(entity.id(), entity);
        if (old != null) {
            names.remove(key(old.name()));
        }
        if (names.put(key(entity.name()), entity) != null) {
            throw new IllegalArgumentException(
                    "name: " + entity.name() + " (expected: a free one)");
        }
        return new Table<>(ids, names);
    }

    Table<T> without(String id) {
        Map<String, T> ids = new HashMap<>(byId);
        SortedMap<String, T> names = new TreeMap<>(byName);
        T old = ids.remove(id);
        if (old != null) {
            names.remove(key(old.name()));
        }
        return new Table<>(ids, names);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Table<?> table && byId.equals(table.byId));
    }

    @Override
    public int hashCode() {
        return byId.hashCode();
    }

    @Override
    public String toString() {
        return byName.keySet().toString();
    }
}
