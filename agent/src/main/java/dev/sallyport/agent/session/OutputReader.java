package dev.sallyport.agent.session;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries what a program says into its channel, on a thread of its own.
final class OutputReader {
    private static final Logger LOG = LoggerFactory.getLogger(OutputReader.class);
    private static final int READ_SIZE = 16 * 1024;

    /// What is open for so long without output has no more of a program that has ended.
    private static final Duration QUIET = Duration.ofMillis(100);

    /// More than a terminal's or a pipe's buffers hold, so what comes beyond it is not the
    /// program's.
    private static final long MAX_AFTER_EXIT = 256 * 1024;

    /// Where output comes from; -1 at its end.
    interface Source {
        int read(byte[] into) throws IOException;
    }

    /// Where it goes.
    interface Sink {
        void take(byte[] from, int length) throws InterruptedException;
    }

    private final Source source;
    private final Sink sink;
    private final DataChannel channel;
    private final AtomicLong bytesRead = new AtomicLong();
    private volatile boolean reading = true;

    OutputReader(Source source, Sink sink, DataChannel channel) {
        this.source = source;
        this.sink = sink;
        this.channel = channel;
    }

    void run() {
        byte[] some = new byte[READ_SIZE];
        try {
            for (int length = source.read(some); length > 0; length = source.read(some)) {
                bytesRead.addAndGet(length);
                reading = false;
                sink.take(some, length);
                reading = true;
            }
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("cause", e.toString()).log("source of output gone");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until everything an ended program wrote has been taken by the channel. The end of the
    /// output does not always come: a job left in the background may hold it open.
    void drain(Thread runner, Duration patience) throws InterruptedException {
        long start = bytesRead.get();
        long seenBytes = start;
        long seenMoves = channel.moves();
        long stuck = 0;
        while (!runner.join(QUIET) && bytesRead.get() - start < MAX_AFTER_EXIT) {
            boolean still = bytesRead.get() == seenBytes;
            if (still && reading) {
                return;
            }
            stuck = still && channel.moves() == seenMoves ? stuck + QUIET.toNanos() : 0;
            if (stuck > patience.toNanos()) {
                return;
            }
            seenBytes = bytesRead.get();
            seenMoves = channel.moves();
        }
    }
}
