package dev.sallyport.server.recordings;

import dev.sallyport.audit.recording.RecordingBuffers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread that writes the recordings given to it.
final class Recorder {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final LongSupplier nanos;
    private final BlockingQueue<OpenRecording> ready = new LinkedBlockingQueue<>();
    private final Set<OpenRecording> awake = new HashSet<>();
    private final RecordingBuffers buffers = new RecordingBuffers();
    private final Thread thread;
    private long lastLook;
    private volatile boolean stopping;

    Recorder(String name, LongSupplier nanos) {
        this.nanos = nanos;
        this.lastLook = nanos.getAsLong();
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void submit(OpenRecording recording) {
        ready.add(recording);
    }

    /// Writes everything that was submitted, then ends.
    void stop() {
        // No interrupt: it would close the file that is being written.
        stopping = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping || !ready.isEmpty()) {
            OpenRecording recording = next();
            if (recording != null) {
                runBatch(recording);
            }
            long now = nanos.getAsLong();
            if (now - lastLook >= LOOK.toNanos()) {
                lastLook = now;
                rest(now);
            }
        }
    }

    private void runBatch(OpenRecording recording) {
        awake.add(recording);
        try {
            recording.runBatch(buffers, nanos.getAsLong());
        } catch (RuntimeException e) {
            // One recording's bug must not take the others' thread away.
            recording.fail("internal error");
            LOG.error("recorder failed", e);
        }
    }

    private @Nullable OpenRecording next() {
        try {
            return ready.poll(LOOK.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a recorder", e);
        }
    }

    private void rest(long now) {
        awake.removeIf(recording -> recording.restIfQuiet(buffers, now, QUIET));
    }
}
