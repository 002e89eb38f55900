package dev.sallyport.server.identity.care;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts failed guesses, so that six digits and short passwords cannot be tried out: after ten in
/// a row each further one costs twice as long a wait, up to an hour. Safe for use by many threads.
final class Attempts {
    private static final int FREE = 10;
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Map<String, Failures> failures = new ConcurrentHashMap<>();

    private record Failures(int count, Instant until) {}

    boolean isBarred(String key, Instant now) {
        Failures found = failures.get(key);
        return found != null && now.isBefore(found.until());
    }

    void failed(String key, Instant now) {
        failures.compute(
                key,
                (_, old) -> {
                    int count = old == null ? 1 : old.count() + 1;
                    Duration wait =
                            count < FREE
                                    ? Duration.ZERO
                                    : Duration.ofSeconds(1L << Math.min(count - FREE, 20));
                    return new Failures(
                            count, now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait));
                });
    }

    void succeeded(String key) {
        failures.remove(key);
    }
}
