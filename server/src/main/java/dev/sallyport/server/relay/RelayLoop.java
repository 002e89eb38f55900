package dev.sallyport.server.relay;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// One thread that runs sessions, a task at a time, in the order they were handed in.
public interface RelayLoop {
    void execute(Runnable task);

    /// Runs the task later on the same thread, unless cancelled before.
    Alarm schedule(Runnable task, Duration delay);

    /// A scheduled task.
    interface Alarm {
        void cancel();
    }

    /// A loop on a single-threaded executor, such as a Netty event loop.
    static RelayLoop on(ScheduledExecutorService singleThread) {
        return new RelayLoop() {
            @Override
            public void execute(Runnable task) {
                singleThread.execute(task);
            }

            @Override
            public Alarm schedule(Runnable task, Duration delay) {
                ScheduledFuture<?> future =
                        singleThread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
                return () -> future.cancel(false);
            }
        };
    }
}
