package dev.sallyport.interop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for what another process does.
public final class Waiting {
    private static final int STEP_MILLIS = 50;

    private Waiting() {}

    public static void until(BooleanSupplier holds, Duration limit, Supplier<String> otherwise) {
        long steps = limit.toMillis() / STEP_MILLIS;
        CountDownLatch never = new CountDownLatch(1);
        for (long i = 0; i < steps; i++) {
            if (holds.getAsBoolean()) {
                return;
            }
            try {
                var _ = never.await(STEP_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError(otherwise.get());
    }
}
