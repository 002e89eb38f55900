package dev.sallyport.agent.shell;

import com.pty4j.WinSize;
import com.pty4j.unix.PtyHelpers;
import com.pty4j.unix.UnixPtyProcess;
import dev.sallyport.protocol.channel.TerminalSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A program on a pseudo terminal of its own.
///
/// Reading and writing block in native code: give each a platform thread, a virtual one would hold
/// its carrier.
public final class Pty {
    private static final Logger LOG = LoggerFactory.getLogger(Pty.class);
    private static final int KILL = 9;

    private final com.pty4j.unix.Pty terminal;
    private final UnixPtyProcess process;
    private final TerminalInput input;

    private Pty(com.pty4j.unix.Pty terminal, UnixPtyProcess process) {
        this.terminal = terminal;
        this.process = process;
        this.input = new TerminalInput(terminal.getMasterFD());
    }

    /// Starts the shell. Its terminal has its size and its owner before the program runs, so that
    /// not even the first command sees another.
    public static Pty start(ShellPlan plan, TerminalSize size) throws IOException {
        com.pty4j.unix.Pty terminal = new com.pty4j.unix.Pty();
        try {
            setSize(terminal, size);
            giveTo(plan.user(), Path.of(terminal.getSlaveName()));
            return new Pty(terminal, exec(plan, terminal));
        } catch (IOException e) {
            terminal.close();
            // The library knows no reason, but there is hardly another.
            throw new IOException("cannot start " + plan.words().getFirst(), e);
        } catch (RuntimeException e) {
            terminal.close();
            throw e;
        }
    }

    // The library would rather open the terminal itself, and then sets size and owner too late.
    @SuppressWarnings("deprecation")
    private static UnixPtyProcess exec(ShellPlan plan, com.pty4j.unix.Pty terminal)
            throws IOException {
        return new UnixPtyProcess(
                plan.wordArray(),
                plan.environmentLines(),
                plan.folder().toString(),
                terminal,
                null,
                false);
    }

    /// Programs such as screen and gpg open their terminal by name, as the user.
    private static void giveTo(User user, Path device) throws IOException {
        Number owner = (Number) Files.getAttribute(device, "unix:uid");
        if (owner.longValue() == user.uid()) {
            return;
        }
        Files.setAttribute(device, "unix:uid", (int) user.uid(), LinkOption.NOFOLLOW_LINKS);
        // Writable for nobody else: `mesg n` is the safe default for a terminal that is recorded.
        Files.setPosixFilePermissions(device, PosixFilePermissions.fromString("rw-------"));
    }

    private static void setSize(com.pty4j.unix.Pty terminal, TerminalSize size) throws IOException {
        terminal.setWindowSize(new WinSize(size.cols(), size.rows()), null);
    }

    /// Reads what the program has written; -1 at the end.
    public int read(byte[] into) throws IOException {
        return terminal.getInputStream().read(into, 0, into.length);
    }

    /// Types. Blocks while the program does not read, but not beyond {@link #close}.
    public void write(byte[] typed) throws IOException {
        input.write(typed);
    }

    public void resize(TerminalSize size) {
        try {
            setSize(terminal, size);
        } catch (IOException | IllegalStateException e) {
            // The program has just ended: there is nothing to resize any more.
            LOG.atDebug().addKeyValue("cause", e.toString()).log("not resized");
        }
    }

    /// Signals the program on the terminal and what it has started in its group.
    public void signal(int number) {
        if (process.isAlive()) {
            int ignored = PtyHelpers.getInstance().kill(-Math.toIntExact(process.pid()), number);
        }
    }

    /// Waits for the program's end and gives its exit code, 128 + n if signal n killed it.
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    /// Closes the terminal. The system then hangs up on the program and its foreground job, and
    /// readers and writers here come back.
    public void close() {
        input.close();
        try {
            terminal.close();
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("cause", e.toString()).log("terminal not closed");
        }
    }

    /// Kills whatever is left of the session, with all of its jobs in the background.
    public void kill() {
        int leader = Math.toIntExact(process.pid());
        for (int pid : SessionProcesses.of(leader)) {
            PtyHelpers.getInstance().kill(pid, KILL);
        }
    }
}
