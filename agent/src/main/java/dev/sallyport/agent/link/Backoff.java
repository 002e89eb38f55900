package dev.sallyport.agent.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next try: twice as long each time up to a cap, half of it random, so
/// that a fleet does not come back in one moment.
public final class Backoff {
    private final Duration first;
    private final Duration cap;
    private final RandomGenerator random;
    private Duration next;

    public Backoff(Duration first, Duration cap, RandomGenerator random) {
        this.first = first;
        this.cap = cap;
        this.random = random;
        this.next = first;
    }

    /// Between half and all of the present step; the step then doubles.
    public Duration next() {
        long half = next.toNanos() / 2;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(cap) < 0 ? doubled : cap;
        return Duration.ofNanos(half + random.nextLong(half + 1));
    }

    /// After a success: the next failure is the first again.
    public void reset() {
        next = first;
    }
}
