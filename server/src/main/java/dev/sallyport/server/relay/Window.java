package dev.sallyport.server.relay;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What one end has been sent, or will be, and has not acknowledged, and which numbers it has. All
/// numbers are as that end counts.
final class Window {
    // A client that leaves a frame unacknowledged although it has read later ones from the same
    // socket has dropped it as a repeat: stock plugins acknowledge a frame only once. Three copies
    // and a second are far beyond what it needs while its handlers are not up yet.
    private static final int COPIES = 3;
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private final long limit;
    private final NavigableMap<Long, Item> open = new TreeMap<>();
    private final Ranges acknowledged = new Ranges();
    private long bytes;
    private long highestHere = -1;

    Window(long limit) {
        this.limit = limit;
    }

    void add(Item item) {
        Item former = open.put(item.sequence, item);
        bytes += item.size() - (former == null ? 0 : former.size());
    }

    Optional<Item> find(long sequence) {
        return Optional.ofNullable(open.get(sequence));
    }

    boolean isAcknowledged(long sequence) {
        return acknowledged.contains(sequence);
    }

    /// Whether nothing is left that the sender waits for.
    boolean isSettled() {
        return open.values().stream().allMatch(item -> item.answered);
    }

    void acknowledge(long sequence) {
        highestHere = Math.max(highestHere, sequence);
        settle(sequence);
    }

    /// Takes a frame for received that its receiver will never acknowledge.
    void settle(long sequence) {
        acknowledged.add(sequence);
        Item item = open.remove(sequence);
        if (item != null) {
            bytes -= item.size();
        }
    }

    /// Whether the receiver must have this frame, although its acknowledgement is lost.
    boolean isSurelyReceived(Item item, long now) {
        return highestHere > item.sequence && isProbablyReceived(item, now);
    }

    /// The same with nothing to go by but a socket that took several copies.
    boolean isProbablyReceived(Item item, long now) {
        return item.copies >= COPIES && now - item.firstSent >= PATIENCE_NANOS;
    }

    /// The receiver has a new socket: nothing has gone to this one yet.
    ///
    /// @return what went to a former one, in order
    List<Item> restart() {
        highestHere = -1;
        List<Item> again = new ArrayList<>();
        for (Item item : open.values()) {
            item.copies = 0;
            if (!item.queued) {
                again.add(item);
            }
        }
        return again;
    }

    /// Forgets the oldest frames that have gone out, once too much is kept. Their sender will
    /// repeat them if need be; what nobody else would repeat is kept.
    void trim(Predicate<Item> own) {
        Iterator<Item> oldest = open.values().iterator();
        while (bytes > limit && oldest.hasNext()) {
            Item item = oldest.next();
            if (item.queued) {
                break;
            }
            if (!own.test(item)) {
                oldest.remove();
                bytes -= item.size();
            }
        }
    }
}
