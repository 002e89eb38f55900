package dev.sallyport.server.relay;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Runs tasks one after another on a shared executor, many per turn.
final class Mailbox {
    // A busy session makes room for the loop's others after so many tasks.
    private static final int TURN = 128;

    private final Executor executor;
    private final Runnable afterTurn;
    private final Consumer<RuntimeException> onBug;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    Mailbox(Executor executor, Runnable afterTurn, Consumer<RuntimeException> onBug) {
        this.executor = executor;
        this.afterTurn = afterTurn;
        this.onBug = onBug;
    }

    void add(Runnable task) {
        tasks.add(task);
        schedule();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                executor.execute(this::turn);
            } catch (RejectedExecutionException e) {
                // The executor is shut down: the server stops, nobody waits for an answer.
                tasks.clear();
            }
        }
    }

    private void turn() {
        try {
            for (int i = 0; i < TURN; i++) {
                Runnable task = tasks.poll();
                if (task == null) {
                    break;
                }
                task.run();
            }
            afterTurn.run();
        } catch (RuntimeException e) {
            onBug.accept(e);
        }
        scheduled.set(false);
        if (!tasks.isEmpty()) {
            schedule();
        }
    }
}
