package dev.sallyport.protocol.channel;

/// Smoothed round-trip time and the resend timeout that follows from it.
///
/// The formulas and start values are those of both public peers; the floor is ours, because a
/// loopback timeout of 10 ms makes a busy peer look dead.
final class RoundTrip {
    private static final long MILLI = 1_000_000;
    private static final long MIN_VARIANCE = 10 * MILLI;
    private static final long MIN_TIMEOUT = 200 * MILLI;
    private static final long MAX_TIMEOUT = 1000 * MILLI;

    private long mean = 100 * MILLI;
    private long variance;
    private long timeout = MIN_TIMEOUT;

    void sample(long nanos) {
        variance = (3 * variance + Math.abs(mean - nanos)) / 4;
        mean = (7 * mean + nanos) / 8;
        long wanted = mean + Math.max(MIN_VARIANCE, 4 * variance);
        timeout = Math.clamp(wanted, MIN_TIMEOUT, MAX_TIMEOUT);
    }

    /// How long to wait for the acknowledgement of a frame sent so many times already.
    long timeout(int sends) {
        return timeout << Math.min(sends - 1, 2);
    }
}
