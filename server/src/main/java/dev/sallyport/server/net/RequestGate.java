package dev.sallyport.server.net;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Counts the requests being handled and the bytes of their bodies, and says when it is enough.
/// Never waits: event loops ask. Safe for use by many threads.
final class RequestGate {
    private final NetLimits limits;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    RequestGate(NetLimits limits) {
        this.limits = limits;
    }

    /// Whether one more may be handled; who got in must {@link #leave}.
    boolean enter() {
        if (requests.incrementAndGet() <= limits.requests()) {
            return true;
        }
        requests.decrementAndGet();
        return false;
    }

    void leave() {
        requests.decrementAndGet();
    }

    boolean isEmpty() {
        return requests.get() == 0;
    }

    /// Whether `more` bytes may be held; what was reserved must be {@linkplain #release released}.
    boolean reserve(int more) {
        if (bytes.addAndGet(more) <= limits.bodyBytesInAll()) {
            return true;
        }
        bytes.addAndGet(-more);
        return false;
    }

    void release(long held) {
        bytes.addAndGet(-held);
    }
}
