package dev.sallyport.server.relay;

import java.util.ArrayList;
import java.util.List;

/// The server's own frames that their target has not acknowledged yet. Nobody else repeats them,
/// and a client waits for ever for a number that is missing, so they are repeated without end; but
/// ever more rarely, for a stock plugin never acknowledges a second copy.
final class Repeats {
    // The longest a stock node waits before it repeats a frame.
    private static final long FIRST_NANOS = 1_000_000_000L;
    private static final int DOUBLINGS = 6;

    private final Window window;
    private final List<Item> open = new ArrayList<>();

    Repeats(Window window) {
        this.window = window;
    }

    void add(Item item) {
        open.add(item);
    }

    void sent(Item item, long now) {
        item.repeatAt = now + (FIRST_NANOS << Math.min(item.copies - 1, DOUBLINGS));
    }

    /// What must go once more.
    List<Item> due(long now) {
        open.removeIf(item -> window.isAcknowledged(item.sequence));
        List<Item> due = new ArrayList<>();
        for (Item item : open) {
            if (isOut(item) && now >= item.repeatAt) {
                item.answered |= window.isProbablyReceived(item, now);
                if (window.isSurelyReceived(item, now)) {
                    window.settle(item.sequence);
                } else {
                    due.add(item);
                }
            }
        }
        return due;
    }

    long nextLook() {
        return open.stream()
                .filter(Repeats::isOut)
                .mapToLong(item -> item.repeatAt)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /// How many may not have arrived.
    long pending() {
        return open.stream()
                .filter(item -> !item.answered && !window.isAcknowledged(item.sequence))
                .count();
    }

    /// Whether it went to the socket that is attached now and waits there for its acknowledgement.
    private static boolean isOut(Item item) {
        return !item.queued && item.copies > 0;
    }
}
