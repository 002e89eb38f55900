package dev.sallyport.server.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Counts wrong guesses and makes whoever goes on guessing wait, twice as long each time. Safe for
/// use by many threads.
///
/// A guess is charged before it is looked at and given back when it was right: any number of
/// guesses at one time are no more than the same number one after the other. It counts under ids of
/// things there are, so it holds no more than there is. Every door that takes guesses shares one:
/// what was guessed at one counts at the others.
public final class Guesses {
    private static final int FREE = 10;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration MEMORY = Duration.ofDays(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Count> counts = new HashMap<>();

    private record Count(int failures, Instant last) {
        boolean mustWait(Instant now) {
            return failures >= FREE && now.isBefore(last.plus(delay()));
        }

        private Duration delay() {
            int doublings = Math.min(failures - FREE, 10);
            Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
            return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        }

        boolean isForgotten(Instant now) {
            return now.isAfter(last.plus(MEMORY));
        }
    }

    /// False when it is too early for another guess at one of these.
    public boolean charge(List<String> ids, Instant now) {
        lock.lock();
        try {
            counts.values().removeIf(count -> count.isForgotten(now));
            if (ids.stream().anyMatch(id -> count(id, now).mustWait(now))) {
                return false;
            }
            ids.forEach(id -> counts.put(id, new Count(count(id, now).failures + 1, now)));
            return true;
        } finally {
            lock.unlock();
        }
    }

    private Count count(String id, Instant now) {
        return counts.getOrDefault(id, new Count(0, now));
    }

    /// The guess was right.
    public void forgive(List<String> ids) {
        lock.lock();
        try {
            ids.forEach(counts::remove);
        } finally {
            lock.unlock();
        }
    }
}
