package dev.sallyport.agent.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries the bytes of one program between it and its channel, and keeps them.
final class ProgramPumps {
    private static final Logger LOG = LoggerFactory.getLogger(ProgramPumps.class);
    private static final int CHUNK = 16 * 1024;

    /// What is open for so long without output has no more of a program that has ended: a job left
    /// in the background may hold it open for ever.
    private static final Duration QUIET = Duration.ofMillis(100);

    /// More than the buffers of terminals and pipes hold.
    private static final long MOST_AFTER_END = 256 * 1024;

    private final RunningProgram program;
    private final Keeper keeper;
    private final Workers workers;

    ProgramPumps(RunningProgram program, Keeper keeper, Workers workers) {
        this.program = program;
        this.keeper = keeper;
        this.workers = workers;
    }

    /// Where output comes from; -1 at its end.
    private interface Source {
        int read(byte[] into) throws IOException;
    }

    private static final class Progress {
        final AtomicLong bytes = new AtomicLong();
        volatile boolean reading = true;
    }

    /// Carries to the program's end and gives its exit code. Blocks.
    int carry(InputStream in, OutputStream out, OutputStream err) throws InterruptedException {
        Progress outputs = new Progress();
        Progress errors = new Progress();
        Thread output = workers.heavy("ssh output", () -> pump(program::readOutput, out, outputs));
        Thread error = workers.heavy("ssh errors", () -> pump(program::readErrors, err, errors));
        var ignored = workers.heavy("ssh input", () -> feed(in));
        int code = program.waitFor();
        drain(output, outputs);
        drain(error, errors);
        if (output.isAlive() || error.isAlive()) {
            // Somebody it has started still holds its outputs; nobody reads them any more.
            program.end();
        }
        return code;
    }

    private void pump(Source source, OutputStream to, Progress progress) {
        byte[] some = new byte[CHUNK];
        try {
            for (int n = source.read(some); n > 0; n = source.read(some)) {
                progress.bytes.addAndGet(n);
                progress.reading = false;
                keeper.output(some, n);
                to.write(some, 0, n);
                to.flush();
                progress.reading = true;
            }
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("cause", e.toString()).log("output of a program ended");
        }
    }

    private void feed(InputStream from) {
        byte[] some = new byte[CHUNK];
        try {
            for (int n = from.read(some); n >= 0; n = from.read(some)) {
                keeper.input(some, n);
                program.write(Arrays.copyOf(some, n));
            }
            program.endInput();
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("cause", e.toString()).log("input of a program ended");
        }
    }

    /// Waits until everything an ended program wrote has gone out. A client that reads nothing
    /// keeps this waiting, until the session ends.
    private static void drain(Thread reader, Progress progress) throws InterruptedException {
        long start = progress.bytes.get();
        long seen = start;
        while (!reader.join(QUIET) && progress.bytes.get() - start < MOST_AFTER_END) {
            if (progress.reading && progress.bytes.get() == seen) {
                return;
            }
            seen = progress.bytes.get();
        }
    }
}
