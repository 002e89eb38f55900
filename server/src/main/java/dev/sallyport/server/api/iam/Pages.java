package dev.sallyport.server.api.iam;

import dev.sallyport.server.api.Call;
import dev.sallyport.server.api.OperationType;
import dev.sallyport.server.api.PageTokens;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Cuts listings into pages, in the order of names.
final class Pages {
    // As in AWS.
    private static final int USUAL = 100;

    private final PageTokens tokens;

    Pages(PageTokens tokens) {
        this.tokens = tokens;
    }

    /// One page, and the marker of the next when there is one.
    record Page<T>(List<T> items, Optional<String> marker) {
        boolean truncated() {
            return marker.isPresent();
        }
    }

    /// What a caller asks of a listing.
    record Asked(
            Call call,
            OperationType<?, ?> type,
            Map<String, Object> input,
            Optional<Integer> max) {}

    /// `key` must be unique, also when case does not count.
    <T> Page<T> cut(Asked asked, List<T> items, Function<T, String> key) {
        return cutExactly(asked, items, item -> key.apply(item).toLowerCase(Locale.ROOT));
    }

    /// As {@link #cut}, where case counts.
    <T> Page<T> cutExactly(Asked asked, List<T> items, Function<T, String> key) {
        String after = tokens.position(asked.call(), asked.type(), asked.input()).orElse("");
        List<T> rest =
                items.stream()
                        .filter(item -> key.apply(item).compareTo(after) > 0)
                        .sorted(Comparator.comparing(key))
                        .toList();
        int limit = asked.max().orElse(USUAL);
        if (rest.size() <= limit) {
            return new Page<>(rest, Optional.empty());
        }
        List<T> page = rest.subList(0, limit);
        String last = key.apply(page.getLast());
        return new Page<>(
                page, Optional.of(tokens.next(asked.call(), asked.type(), asked.input(), last)));
    }
}
