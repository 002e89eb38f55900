package dev.sallyport.server.sessions;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// Looks a few minutes ahead for one session, so that its user hears in time when its permission
/// ends, and only once. Safe for use by many threads.
final class Foresight {
    private static final Duration AHEAD = Duration.ofMinutes(5);
    // Every look is a decision more, and nobody needs to hear to the second.
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final ReentrantLock lock = new ReentrantLock();
    private Instant nextLook = Instant.MIN;
    private Instant lastLook = Instant.MIN;
    private Optional<Instant> told = Optional.empty();

    /// Looks, if it is time to.
    ///
    /// @param now when the permission stands
    /// @param allowed whether it will stand at another time
    /// @return the second at which it ends, if the user does not know
    Optional<Instant> look(Instant now, Predicate<Instant> allowed) {
        if (!lock.tryLock()) {
            return Optional.empty();
        }
        try {
            // The clock may be set back.
            boolean due = !now.isBefore(nextLook) || now.isBefore(lastLook);
            if (!due) {
                return Optional.empty();
            }
            lastLook = now;
            nextLook = now.plus(EVERY);
            return news(now, allowed);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Instant> news(Instant now, Predicate<Instant> allowed) {
        if (allowed.test(now.plus(AHEAD))) {
            told = Optional.empty();
            return Optional.empty();
        }
        if (told.filter(end -> isStill(end, now, allowed)).isPresent()) {
            return Optional.empty();
        }
        told = Optional.of(end(now, allowed));
        return told;
    }

    private static boolean isStill(Instant end, Instant now, Predicate<Instant> allowed) {
        Instant before = end.minusSeconds(1);
        return end.isAfter(now)
                && !allowed.test(end)
                && (!before.isAfter(now) || allowed.test(before));
    }

    /// The first whole second without permission, halving the time between.
    private static Instant end(Instant now, Predicate<Instant> allowed) {
        Instant start = now.truncatedTo(ChronoUnit.SECONDS);
        long last = 0;
        long first = AHEAD.toSeconds() + 1;
        while (first - last > 1) {
            long middle = (first + last) / 2;
            if (allowed.test(start.plusSeconds(middle))) {
                last = middle;
            } else {
                first = middle;
            }
        }
        return start.plusSeconds(first);
    }
}
