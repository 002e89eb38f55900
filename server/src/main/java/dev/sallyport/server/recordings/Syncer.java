package dev.sallyport.server.recordings;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Brings written bytes to the disk now and then, on a thread of its own: a slow disk then delays
/// nobody's keystrokes.
final class Syncer {
    private final Duration every;
    private final Runnable sync;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().name("recording-sync").daemon().unstarted(task));

    Syncer(Duration every, Runnable sync) {
        this.every = every;
        this.sync = sync;
    }

    void start() {
        var _ =
                thread.scheduleWithFixedDelay(
                        sync, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() {
        thread.close();
    }
}
