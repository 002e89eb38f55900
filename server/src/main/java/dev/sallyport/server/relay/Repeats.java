package dev.sallyport.server.relay;

import java.util.ArrayList;
import java.util.List;

/// Frames that nobody else repeats and that their target has not acknowledged yet. It waits for
/// ever for a number that is missing, so they are repeated without end; but ever more rarely.
///
/// To the client these are the server's own frames; a stock plugin never acknowledges a second
/// copy, so what is known of later frames counts too. To the node it is the client's first frame: a
/// stock node takes none before its terminal is up, and simple clients (npm's `ssm-session`) send
/// it once. The node keeps and acknowledges later ones meanwhile, which says nothing about the
/// first.
final class Repeats {
    // The longest a stock node waits before it repeats a frame.
    private static final long TO_CLIENT_NANOS = 1_000_000_000L;
    // What the stock plugin waits at first.
    private static final long TO_NODE_NANOS = 200_000_000L;
    private static final int DOUBLINGS = 6;

    private final Window window;
    private final Direction direction;
    private final List<Item> open = new ArrayList<>();

    Repeats(Window window, Direction direction) {
        this.window = window;
        this.direction = direction;
    }

    void add(Item item) {
        open.add(item);
    }

    void sent(Item item, long now) {
        long first =
                switch (direction) {
                    case DOWN -> TO_CLIENT_NANOS;
                    case UP -> TO_NODE_NANOS;
                };
        item.repeatAt = now + (first << Math.min(item.copies - 1, DOUBLINGS));
    }

    /// What must go once more.
    List<Item> due(long now) {
        open.removeIf(item -> window.isAcknowledged(item.sequence));
        List<Item> due = new ArrayList<>();
        for (Item item : open) {
            if (!isOut(item) || now < item.repeatAt) {
                continue;
            }
            if (direction == Direction.UP) {
                due.add(item);
            } else {
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
