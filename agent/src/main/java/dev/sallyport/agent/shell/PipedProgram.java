package dev.sallyport.agent.shell;

import com.pty4j.unix.PtyHelpers;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A program without a terminal, in a process group and session of its own.
///
/// Its output streams block in native code: give each a platform thread.
public final class PipedProgram {
    public static final int SIGINT = 2;
    public static final int SIGQUIT = 3;
    private static final int SIGKILL = 9;

    private final Process process;

    private PipedProgram(Process process) {
        this.process = process;
    }

    /// Starts it with nothing to read. Both outputs come as one if `merged`.
    public static PipedProgram start(ShellPlan plan, boolean merged)
            throws IOException, StartRefusedException {
        return start(
                plan,
                builder ->
                        builder.redirectErrorStream(merged).redirectInput(new File("/dev/null")));
    }

    /// Starts it with {@link #input} to read.
    public static PipedProgram withInput(ShellPlan plan) throws IOException, StartRefusedException {
        return start(plan, _ -> {});
    }

    private static PipedProgram start(ShellPlan plan, Consumer<ProcessBuilder> streams)
            throws IOException, StartRefusedException {
        Optional<String> setsid = Programs.find("setsid");
        if (setsid.isEmpty()) {
            throw new StartRefusedException("Unable to start command: this machine has no setsid");
        }
        List<String> words = new ArrayList<>();
        // It does not fork here, so the process we know is the leader of the group.
        words.add(setsid.orElseThrow());
        words.addAll(plan.words());
        ProcessBuilder builder = new ProcessBuilder(words).directory(plan.folder().toFile());
        streams.accept(builder);
        builder.environment().clear();
        builder.environment().putAll(plan.environment());
        return new PipedProgram(builder.start());
    }

    public OutputStream input() {
        return process.getOutputStream();
    }

    public InputStream output() {
        return process.getInputStream();
    }

    public InputStream errors() {
        return process.getErrorStream();
    }

    /// Waits for the program's end and gives its exit code, 128 + n if signal n killed it.
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    /// Signals the program and what it has started, as a terminal would. A program that has ended
    /// gets nothing: its number may be another's by now.
    public void signal(int number) {
        if (process.isAlive()) {
            int pid = Math.toIntExact(process.pid());
            if (PtyHelpers.getInstance().kill(-pid, number) != 0) {
                // Not yet the leader of its group.
                int ignored = PtyHelpers.getInstance().kill(pid, number);
            }
        }
    }

    /// Kills whatever is left of it, with everything it has started in its session.
    public void kill() {
        for (int pid : SessionProcesses.of(Math.toIntExact(process.pid()))) {
            int ignored = PtyHelpers.getInstance().kill(pid, SIGKILL);
        }
    }
}
