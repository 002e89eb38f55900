package dev.sallyport.server.relay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/// A loop that runs when the test says so, with a clock that stands still in between.
final class FakeLoop implements RelayLoop {
    private record Timer(long at, long number, Runnable task) {}

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(
                    Comparator.comparingLong(Timer::at).thenComparingLong(Timer::number));
    // Any origin will do: the relay counts from its own start.
    private long nanos = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();
    private long elapsed;
    private long number;

    /// Whether tasks run at once, for callers that wait for them.
    boolean inline;

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (inline) {
            run();
        }
    }

    @Override
    public Alarm schedule(Runnable task, Duration delay) {
        Timer timer = new Timer(elapsed + delay.toNanos(), number++, task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    long nanos() {
        return nanos;
    }

    long elapsedNanos() {
        return elapsed;
    }

    long elapsedMillis() {
        return elapsed / 1_000_000;
    }

    /// Runs everything that can run now.
    void run() {
        Runnable task = tasks.poll();
        while (task != null) {
            task.run();
            task = tasks.poll();
        }
    }

    /// Lets time pass, timer by timer.
    void advance(Duration time) {
        long end = elapsed + time.toNanos();
        run();
        while (!timers.isEmpty() && timers.peek().at() <= end) {
            Timer timer = timers.poll();
            moveTo(Math.max(elapsed, timer.at()));
            timer.task().run();
            run();
        }
        moveTo(end);
        run();
    }

    private void moveTo(long at) {
        nanos += at - elapsed;
        elapsed = at;
    }
}
