package dev.sallyport.cli.port;

import dev.sallyport.protocol.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Writes what a session brings, on a thread of its own, so that nobody else waits for the taker.
final class Outflow {
    private final OutputStream out;
    private final Backlog backlog;
    private final Listener listener;
    // Empty is the end.
    private final BlockingQueue<Optional<Bytes>> queue = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    /// Told on the writing thread.
    interface Listener {
        /// There is room in the backlog again.
        void relieved();

        /// Nothing more can be written.
        void broken();
    }

    Outflow(OutputStream out, Backlog backlog, Listener listener) {
        this.out = out;
        this.backlog = backlog;
        this.listener = listener;
    }

    void start(String name) {
        Thread.ofVirtual().name(name).start(this::writeAll);
    }

    void write(Bytes bytes) {
        backlog.add(bytes.size());
        queue.add(Optional.of(bytes));
    }

    /// Nothing comes after what has been written.
    void finish() {
        queue.add(Optional.empty());
    }

    /// Waits until everything before {@link #finish} is written, or cannot be.
    void await(Duration longest) {
        try {
            var _ = ended.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeAll() {
        boolean works = true;
        try (out) {
            for (Optional<Bytes> next = queue.take(); next.isPresent(); next = queue.take()) {
                Bytes bytes = next.orElseThrow();
                if (works) {
                    works = write(bytes.toArray());
                }
                if (backlog.remove(bytes.size())) {
                    listener.relieved();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException _) {
            // Closing a socket that has gone.
        } finally {
            ended.countDown();
        }
    }

    private boolean write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return true;
        } catch (IOException _) {
            listener.broken();
            return false;
        }
    }
}
