package dev.sallyport.server.identity;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Revocations without a database.
public final class InMemoryRevocations implements RevocationStore {
    private final Map<String, Instant> rows = new HashMap<>();

    @Override
    public synchronized Map<String, Instant> load(Instant since) {
        return rows.entrySet().stream()
                .filter(row -> !row.getValue().isBefore(since))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public synchronized void put(String id, Instant last, Instant since) {
        rows.values().removeIf(it -> it.isBefore(since));
        rows.merge(id, last, (a, b) -> a.isAfter(b) ? a : b);
    }
}
