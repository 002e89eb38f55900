package dev.sallyport.cli.port;

import java.util.concurrent.atomic.AtomicLong;

/// How much a session has received that local sockets have not taken. Safe for several threads.
final class Backlog {
    // What the public peers allow a multiplexed session.
    static final long LIMIT = 4 << 20;

    private final AtomicLong bytes = new AtomicLong();

    boolean hasRoom() {
        return bytes.get() < LIMIT;
    }

    void add(int more) {
        bytes.addAndGet(more);
    }

    /// Whether there is room now and was none before.
    boolean remove(int less) {
        long after = bytes.addAndGet(-less);
        return after < LIMIT && after + less >= LIMIT;
    }
}
