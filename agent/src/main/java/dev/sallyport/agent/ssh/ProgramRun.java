package dev.sallyport.agent.ssh;

import dev.sallyport.agent.link.Reason;
import dev.sallyport.agent.shell.Program;
import dev.sallyport.agent.shell.ShellPlan;
import dev.sallyport.agent.shell.StartRefusedException;
import dev.sallyport.protocol.channel.TerminalSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A shell, a command or a file server on a channel of its own, with a terminal or without.
final class ProgramRun implements Command {
    private static final Logger LOG = LoggerFactory.getLogger(ProgramRun.class);
    private static final int NOT_STARTED = 126;
    private static final int LARGEST = 65_535;
    private static final TerminalSize USUAL = new TerminalSize(80, 24);

    /// What to run: its name for the recording, and how much of it that keeps.
    record Wanted(Program program, String shown, boolean isFiles) {}

    private final Wanted wanted;
    private final Surroundings around;
    private final int number;
    private final ReentrantLock lock = new ReentrantLock();
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream err = OutputStream.nullOutputStream();
    private Optional<ExitCallback> callback = Optional.empty();
    private @Nullable RunningProgram running;
    private boolean destroyed;

    ProgramRun(Wanted wanted, Surroundings around) {
        this.wanted = wanted;
        this.around = around;
        this.number = around.telling().newChannel();
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback exit) {
        callback = Optional.of(exit);
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        Map<String, String> chosen =
                channel instanceof ProgramChannel own ? own.chosen() : Map.of();
        boolean onTerminal = environment.getEnv().containsKey(Environment.ENV_TERM);
        // Waits for programs, in native code.
        var ignored =
                around.workers().heavy("ssh program", () -> run(chosen, onTerminal, environment));
    }

    private void run(Map<String, String> chosen, boolean onTerminal, Environment environment) {
        int code = NOT_STARTED;
        boolean started = false;
        try {
            TerminalSize size = size(environment);
            around.telling().note(number, wanted.shown() + (onTerminal ? " on a terminal" : ""));
            ShellPlan plan = around.plan(wanted.program()).with(chosen);
            Keeper keeper = keeper(onTerminal);
            if (onTerminal) {
                around.telling().resize(number, size);
            }
            RunningProgram program =
                    onTerminal ? RunningProgram.onTerminal(plan, size) : RunningProgram.piped(plan);
            if (adopt(program)) {
                started = true;
                environment.addSignalListener((_, signal) -> signal(signal, environment));
                // The client's window may have changed before anybody listened.
                if (onTerminal && !size(environment).equals(size)) {
                    signal(Signal.WINCH, environment);
                }
                code = new ProgramPumps(program, keeper, around.workers()).carry(in, out, err);
                around.telling().note(number, "ended with code " + code + ": " + keeper);
            }
        } catch (StartRefusedException | IOException e) {
            if (started) {
                LOG.atDebug().addKeyValue("cause", e.toString()).log("nobody to tell");
            } else {
                complain(Reason.of(e));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            int exit = code;
            callback.ifPresent(it -> it.onExit(exit));
        }
    }

    private Keeper keeper(boolean onTerminal) {
        Meter meter = around.meter(number);
        if (wanted.isFiles()) {
            return Keeper.ofFiles(around.telling(), number, meter);
        }
        return onTerminal
                ? Keeper.ofTerminal(around.telling(), number, meter)
                : Keeper.ofPipe(around.telling(), number, meter);
    }

    private boolean adopt(RunningProgram program) {
        lock.lock();
        try {
            running = program;
            if (destroyed) {
                program.kill();
            }
            return !destroyed;
        } finally {
            lock.unlock();
        }
    }

    private void signal(Signal signal, Environment environment) {
        RunningProgram program = running();
        if (program == null) {
            return;
        }
        if (signal == Signal.WINCH) {
            TerminalSize size = size(environment);
            try {
                around.telling().resize(number, size);
                program.resize(size);
            } catch (IOException e) {
                LOG.atDebug().addKeyValue("cause", e.toString()).log("not resized");
            }
        } else {
            program.signal(signal.getNumeric());
        }
    }

    private @Nullable RunningProgram running() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    private static TerminalSize size(Environment environment) {
        int columns = side(environment, Environment.ENV_COLUMNS);
        int rows = side(environment, Environment.ENV_LINES);
        return columns == 0 || rows == 0 ? USUAL : new TerminalSize(columns, rows);
    }

    private static int side(Environment environment, String name) {
        String text = environment.getEnv().getOrDefault(name, "");
        return text.matches("[0-9]{1,5}") ? Math.min(Integer.parseInt(text), LARGEST) : 0;
    }

    private void complain(String why) {
        try {
            around.telling().note(number, "not started: " + why);
            err.write((why + "\r\n").getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("cause", e.toString()).log("nobody to complain to");
        }
    }

    /// The client has closed the channel, or the session is over.
    @Override
    public void destroy(ChannelSession channel) {
        lock.lock();
        try {
            destroyed = true;
            if (running != null) {
                running.kill();
            }
        } finally {
            lock.unlock();
        }
    }
}
