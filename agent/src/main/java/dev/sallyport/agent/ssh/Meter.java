package dev.sallyport.agent.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Counts what a channel carries, and tells of it now and then: nobody sees bulk pass in the
/// recording otherwise, and the server would take the session for idle.
final class Meter {
    private static final Duration EVERY = Duration.ofSeconds(60);

    private final Telling telling;
    private final int channel;
    private final LongSupplier nanos;
    private final AtomicLong up = new AtomicLong();
    private final AtomicLong down = new AtomicLong();
    private final AtomicLong toldAt;

    Meter(Telling telling, int channel, LongSupplier nanos) {
        this.telling = telling;
        this.channel = channel;
        this.nanos = nanos;
        this.toldAt = new AtomicLong(nanos.getAsLong());
    }

    /// From the client.
    void up(int bytes) throws IOException {
        up.addAndGet(bytes);
        tellNowAndThen();
    }

    /// Towards the client.
    void down(int bytes) throws IOException {
        down.addAndGet(bytes);
        tellNowAndThen();
    }

    private void tellNowAndThen() throws IOException {
        long told = toldAt.get();
        long now = nanos.getAsLong();
        if (now - told >= EVERY.toNanos() && toldAt.compareAndSet(told, now)) {
            telling.note(channel, "so far " + this);
        }
    }

    @Override
    public String toString() {
        return up.get() + " bytes up, " + down.get() + " bytes down";
    }
}
