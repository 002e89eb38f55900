package dev.sallyport.server.relay;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Frame;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The order of one direction's frames: which number comes next, and what came before its turn.
final class Order {
    /// A frame with the bytes it came in.
    record Arrival(Frame frame, Bytes wire) {}

    // The public peers repeat their oldest unacknowledged frame only. If that one lies behind a
    // gap, the frames of the gap were acknowledged: they were on this server's disk cache when its
    // machine died, and will not come again.
    private static final int REPEATS = 2;
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    // More than any public peer keeps unacknowledged: a number further ahead is not meant.
    private static final long REACH = 100_000;

    private final long limit;
    private final NavigableMap<Long, Arrival> early = new TreeMap<>();
    private long next;
    private long bytes;
    private long gapSince;
    private int repeats;

    Order(long next, long limit) {
        this.next = next;
        this.limit = limit;
    }

    long next() {
        return next;
    }

    boolean hasGap() {
        return !early.isEmpty();
    }

    void advance(long now) {
        next++;
        gapSince = now;
        repeats = 0;
    }

    /// Keeps a frame until its turn. Without room it is dropped: its sender repeats it.
    void keep(Arrival arrival, long now) {
        long sequence = arrival.frame().sequence();
        if (early.containsKey(sequence)) {
            repeats += sequence == early.firstKey() ? 1 : 0;
        } else if (sequence - next <= REACH && bytes + arrival.wire().size() <= limit) {
            gapSince = early.isEmpty() ? now : gapSince;
            early.put(sequence, arrival);
            bytes += arrival.wire().size();
        }
    }

    /// The frame whose turn has come, if it is here.
    Optional<Arrival> takeNext() {
        Arrival arrival = early.remove(next);
        if (arrival == null) {
            return Optional.empty();
        }
        bytes -= arrival.wire().size();
        return Optional.of(arrival);
    }

    /// How many frames will never come; 0 as long as there is hope.
    long lost(long now) {
        boolean hopeless =
                !early.isEmpty() && repeats >= REPEATS && now - gapSince >= PATIENCE_NANOS;
        return hopeless ? early.firstKey() - next : 0;
    }

    void skip(long count, long now) {
        next += count;
        gapSince = now;
        repeats = 0;
    }
}
