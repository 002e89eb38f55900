package dev.sallyport.server.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/// One page of a listing in the order of ids, and whether more follow.
public record Page<T>(List<T> items, boolean more) {
    private static final int CHUNK = 500;

    public Page {
        items = List.copyOf(items);
    }

    /// Reads from `source` (things behind an id, at most so many) until `limit` of them pass
    /// `filter`.
    static <T> Page<T> read(
            BiFunction<String, Integer, List<T>> source, Function<T, String> id, Wanted<T> wanted) {
        List<T> found = new ArrayList<>();
        String cursor = wanted.after();
        while (true) {
            List<T> chunk = source.apply(cursor, CHUNK);
            for (T item : chunk) {
                if (wanted.filter().test(item)) {
                    if (found.size() == wanted.limit()) {
                        return new Page<>(found, true);
                    }
                    found.add(item);
                }
            }
            if (chunk.size() < CHUNK) {
                return new Page<>(found, false);
            }
            cursor = id.apply(chunk.getLast());
        }
    }

    record Wanted<T>(Predicate<T> filter, String after, int limit) {}
}
