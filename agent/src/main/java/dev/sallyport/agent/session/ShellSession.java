package dev.sallyport.agent.session;

import dev.sallyport.agent.shell.Pty;
import dev.sallyport.agent.shell.ShellPlan;
import dev.sallyport.protocol.channel.AgentSessionState;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.channel.TerminalSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One shell, or other program on a terminal, and its data channel, from the first to the last
/// byte.
final class ShellSession implements RunningSession, DataChannelOwner {
    private static final Logger LOG = LoggerFactory.getLogger(ShellSession.class);

    /// Until the client has told its own.
    private static final TerminalSize USUAL = new TerminalSize(80, 24);

    /// Programs get a hang-up first, and so long to tidy up.
    private static final Duration GRACE = Duration.ofSeconds(1);

    /// How long the last output may wait for a client that acknowledges nothing.
    private static final Duration FLUSH_PATIENCE = Duration.ofSeconds(5);

    private final Task.Terminal task;
    private final DataChannel channel;
    private final DataChannelLink link;
    private final ScheduledExecutorService timer;
    private final SessionThreads threads;
    private final ReentrantLock lock = new ReentrantLock();
    private TerminalSize size = USUAL;
    private @Nullable Pty pty;
    private boolean ended;

    ShellSession(
            Task.Terminal task, Line line, ScheduledExecutorService timer, SessionThreads threads) {
        this.task = task;
        this.timer = timer;
        this.threads = threads;
        this.channel = new DataChannel(line.stamps(), timer, Flow.TERMINAL, this);
        this.link = new DataChannelLink(line, task.sessionId(), channel, this);
    }

    /// Runs the shell to its end. Blocks.
    void run(ShellPlan plan) throws IOException, InterruptedException {
        // Both at once: the first terminal of an agent's life takes most of a second.
        threads.light("link", link::run);
        try {
            Pty started = Pty.start(plan, size());
            if (!adopt(started)) {
                started.close();
                started.kill();
                return;
            }
            OutputReader reader = new OutputReader(started::read, channel::output, channel);
            Thread reading = threads.heavy("output", reader::run);
            threads.heavy("input", () -> write(started));
            int code = started.waitFor();
            LOG.atInfo()
                    .addKeyValue("session", task.sessionId())
                    .addKeyValue("exit", code)
                    .log("program on a terminal ended");
            reader.drain(reading, FLUSH_PATIENCE);
            channel.flush(FLUSH_PATIENCE);
            channel.announceLast(
                    new AgentSessionState(task.sessionId(), AgentSessionState.TERMINATING),
                    FLUSH_PATIENCE);
        } finally {
            finish();
        }
    }

    @Override
    public void hurry() {
        link.hurry();
    }

    @Override
    public void outputMoved() {
        // The terminal's reader waits for it by itself.
    }

    @Override
    public void resized(TerminalSize wanted) {
        lock.lock();
        try {
            size = wanted;
            if (pty != null && !ended) {
                pty.resize(wanted);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Ends the session from outside: the shell is hung up on, and killed with all of its jobs if
    /// that is not enough.
    @Override
    public void closed(String why) {
        Optional<Pty> left = finish();
        LOG.atInfo()
                .addKeyValue("session", task.sessionId())
                .addKeyValue("cause", why)
                .log("session closed");
        left.ifPresent(terminal -> {
            var ignored = timer.schedule(terminal::kill, GRACE.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    /// Closes channel and terminal, and gives the terminal if this call was the one to do it. Takes
    /// no lock while it calls others: the channel calls us under its own.
    private Optional<Pty> finish() {
        Optional<Pty> left;
        lock.lock();
        try {
            if (ended) {
                return Optional.empty();
            }
            ended = true;
            left = Optional.ofNullable(pty);
        } finally {
            lock.unlock();
        }
        link.stop();
        channel.close();
        left.ifPresent(Pty::close);
        return left;
    }

    private TerminalSize size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    private boolean adopt(Pty started) {
        lock.lock();
        try {
            pty = started;
            if (!ended) {
                started.resize(size);
            }
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    private void write(Pty to) {
        try {
            if (!task.typed().isEmpty()) {
                to.write((task.typed() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            for (Optional<Frame> next = channel.input(); next.isPresent(); next = channel.input()) {
                take(next.orElseThrow(), to);
            }
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("cause", e.toString()).log("terminal gone");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Frame frame, Pty to) throws IOException {
        switch (frame.payloadType()) {
            case PayloadTypes.OUTPUT -> to.write(frame.payload().toArray());
            case PayloadTypes.FLAG -> {
                if (frame.payload().equals(SessionFlags.TERMINATE)) {
                    closed("ended by the client");
                }
            }
            default -> {} // sizes were taken on arrival, and a shell shakes no hands
        }
    }
}
