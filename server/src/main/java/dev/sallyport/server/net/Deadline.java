package dev.sallyport.server.net;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// At most one thing that happens unless something else happens first. On the event loop only.
final class Deadline {
    private final EventExecutor loop;
    private @Nullable ScheduledFuture<?> pending;

    Deadline(EventExecutor loop) {
        this.loop = loop;
    }

    /// Replaces what was armed before.
    void arm(Duration wait, Runnable otherwise) {
        disarm();
        pending = loop.schedule(otherwise, wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    void disarm() {
        ScheduledFuture<?> old = pending;
        if (old != null) {
            old.cancel(false);
            pending = null;
        }
    }
}
