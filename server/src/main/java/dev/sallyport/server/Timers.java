package dev.sallyport.server;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs what is to be done again and again, one after the other on one thread. A task that throws
/// is logged and goes on.
final class Timers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Timers.class);

    private final ScheduledExecutorService timers =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("timers").daemon().factory());

    Timers every(Duration period, Runnable task) {
        var _ =
                timers.scheduleWithFixedDelay(
                        () -> run(task),
                        period.toMillis(),
                        period.toMillis(),
                        TimeUnit.MILLISECONDS);
        return this;
    }

    // A task that throws would never run again.
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("a timer failed and goes on");
        }
    }

    @Override
    public void close() {
        timers.close();
    }
}
