package dev.sallyport.agent.session;

import dev.sallyport.agent.shell.PipedProgram;
import dev.sallyport.agent.shell.ShellPlan;
import dev.sallyport.agent.shell.StartRefusedException;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A command without a terminal: its output goes to the client, control characters of the client
/// become signals, and the exit code comes last.
final class CommandWork implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(CommandWork.class);
    private static final Duration FLUSH_PATIENCE = Duration.ofSeconds(5);
    private static final byte CTRL_C = 0x03;
    private static final byte CTRL_BACKSLASH = 0x1c;

    private final Task.Command task;
    private final ShellPlan plan;
    private final SessionThreads threads;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable PipedProgram program;
    private boolean stopped;

    CommandWork(Task.Command task, ShellPlan plan, SessionThreads threads) {
        this.task = task;
        this.plan = plan;
        this.threads = threads;
    }

    @Override
    public void run(DataChannel channel, String clientVersion)
            throws IOException, StartRefusedException, InterruptedException {
        Task.Outputs outputs = task.outputs();
        PipedProgram running = start(outputs);
        OutputReader out = reader(running, false, outputs.outPrefix(), channel);
        OutputReader err = reader(running, true, outputs.errPrefix(), channel);
        Thread reading = threads.heavy("output", out::run);
        Thread readingErrors = threads.heavy("errors", err::run);
        threads.light("input", () -> listen(channel, running));
        int code = running.waitFor();
        LOG.atInfo()
                .addKeyValue("session", task.sessionId())
                .addKeyValue("exit", code)
                .log("command ended");
        out.drain(reading, FLUSH_PATIENCE);
        err.drain(readingErrors, FLUSH_PATIENCE);
        running.kill();
        if (outputs.separate()) {
            channel.send(PayloadTypes.EXIT_CODE, Bytes.ofUtf8("EXIT_CODE: " + code));
        }
    }

    private PipedProgram start(Task.Outputs outputs) throws IOException, StartRefusedException {
        lock.lock();
        try {
            PipedProgram started = PipedProgram.start(plan, !outputs.separate());
            program = started;
            if (stopped) {
                started.kill();
            }
            return started;
        } finally {
            lock.unlock();
        }
    }

    private static OutputReader reader(
            PipedProgram from, boolean errors, String prefix, DataChannel channel) {
        int type = errors ? PayloadTypes.ERROR_OUTPUT : PayloadTypes.OUTPUT;
        PrefixedOutput out = new PrefixedOutput(prefix, text -> channel.send(type, text));
        return errors
                ? new OutputReader(from.errors()::read, out::take, channel)
                : new OutputReader(from.output()::read, out::take, channel);
    }

    /// Puts the prefix before each piece of output that begins a line.
    private static final class PrefixedOutput {
        /// Where pieces go.
        interface Out {
            void send(Bytes piece) throws InterruptedException;
        }

        private final byte[] prefix;
        private final Out out;
        private boolean lineBegins = true;

        PrefixedOutput(String prefix, Out out) {
            this.prefix = Bytes.ofUtf8(prefix).toArray();
            this.out = out;
        }

        void take(byte[] from, int length) throws InterruptedException {
            int start = lineBegins ? prefix.length : 0;
            byte[] piece = Arrays.copyOf(prefix, start + length);
            System.arraycopy(from, 0, piece, start, length);
            lineBegins = from[length - 1] == '\n';
            out.send(Bytes.wrap(piece));
        }
    }

    private void listen(DataChannel channel, PipedProgram to) {
        try {
            for (Optional<Frame> next = channel.input(); next.isPresent(); next = channel.input()) {
                take(next.orElseThrow(), to);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Frame frame, PipedProgram to) {
        if (frame.payloadType() == PayloadTypes.FLAG
                && frame.payload().equals(SessionFlags.TERMINATE)) {
            stop();
        } else if (frame.payloadType() == PayloadTypes.OUTPUT) {
            for (byte typed : frame.payload().toArray()) {
                if (typed == CTRL_C) {
                    to.signal(PipedProgram.SIGINT);
                } else if (typed == CTRL_BACKSLASH) {
                    to.signal(PipedProgram.SIGQUIT);
                }
            }
        }
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            if (program != null) {
                program.kill();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void outputMoved() {
        // The readers wait for it by themselves.
    }
}
