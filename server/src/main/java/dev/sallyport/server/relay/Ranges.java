package dev.sallyport.server.relay;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// A set of frame numbers that usually come in a row, so that a whole session's fit into a few
/// words. When gaps make it large, the oldest numbers are forgotten.
final class Ranges {
    private static final int LIMIT = 1024;

    /// First number to last, both inclusive; neither overlapping nor touching.
    private final NavigableMap<Long, Long> runs = new TreeMap<>();

    void add(long number) {
        Map.Entry<Long, Long> before = runs.floorEntry(number);
        if (before != null && before.getValue() >= number) {
            return;
        }
        long first = before != null && before.getValue() == number - 1 ? before.getKey() : number;
        Long after = runs.remove(number + 1);
        runs.put(first, after == null ? number : after);
        if (runs.size() > LIMIT) {
            runs.pollFirstEntry();
        }
    }

    boolean contains(long number) {
        Map.Entry<Long, Long> run = runs.floorEntry(number);
        return run != null && run.getValue() >= number;
    }
}
