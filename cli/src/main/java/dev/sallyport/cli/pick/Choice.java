package dev.sallyport.cli.pick;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// A list being narrowed by typing, and the row under the cursor. Without a screen.
final class Choice {
    private final List<String> rows;
    private final StringBuilder filter;
    private List<Integer> matching = List.of();
    private int cursor;

    Choice(List<String> rows, String filter) {
        this.rows = rows;
        this.filter = new StringBuilder(filter);
        narrow();
    }

    String filter() {
        return filter.toString();
    }

    int cursor() {
        return cursor;
    }

    /// The rows that hold every word of the filter, in any order.
    List<String> matching() {
        return matching.stream().map(rows::get).toList();
    }

    /// The index of the row under the cursor among all rows, or -1 if nothing matches.
    int chosen() {
        return matching.isEmpty() ? -1 : matching.get(cursor);
    }

    void type(String text) {
        filter.append(text);
        narrow();
    }

    void erase() {
        if (!filter.isEmpty()) {
            filter.deleteCharAt(filter.length() - 1);
            narrow();
        }
    }

    void eraseAll() {
        filter.setLength(0);
        narrow();
    }

    void move(int by) {
        int last = Math.max(0, matching.size() - 1);
        cursor = Math.clamp(cursor + by, 0, last);
    }

    private void narrow() {
        List<String> words = List.of(filter.toString().toLowerCase(Locale.ROOT).split("\\s+"));
        matching =
                IntStream.range(0, rows.size())
                        .filter(i -> {
                            String row = rows.get(i).toLowerCase(Locale.ROOT);
                            return words.stream().allMatch(row::contains);
                        })
                        .boxed()
                        .toList();
        cursor = 0;
    }
}
