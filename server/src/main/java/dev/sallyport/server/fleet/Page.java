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
        while (found.size() <= wanted.limit()) {
            List<T> chunk = source.apply(cursor, CHUNK);
            // One more than asked for tells that more follow.
            chunk.stream()
                    .filter(wanted.filter())
                    .limit(wanted.limit() + 1L - found.size())
                    .forEach(found::add);
            if (chunk.size() < CHUNK) {
                break;
            }
            cursor = id.apply(chunk.getLast());
        }
        boolean more = found.size() > wanted.limit();
        return new Page<>(more ? found.subList(0, wanted.limit()) : found, more);
    }

    record Wanted<T>(Predicate<T> filter, String after, int limit) {}
}
