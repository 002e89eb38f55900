package dev.sallyport.cli.command;

import dev.sallyport.cli.pick.Picker;
import dev.sallyport.cli.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// Everything outside that a command may touch. Made once by the program's start, or by a test.
public record World(
        Map<String, String> environment,
        Path home,
        Streams streams,
        Clocks clocks,
        SecureRandom random,
        Terminal terminal,
        Desk desk,
        String version) {

    /// What else stands on the user's machine.
    ///
    /// @param launcher how this program is started by others, such as `/usr/bin/sallyport`
    public record Desk(Picker picker, Programs programs, String launcher) {}

    /// Runs other programs on this program's own streams.
    public interface Programs {
        /// Blocks until the program has ended, and gives its exit status.
        int run(List<String> command) throws IOException, InterruptedException;
    }

    /// The standard streams: as text, and as the bare bytes of a session.
    public record Streams(
            PrintStream out, PrintStream err, InputStream rawIn, OutputStream rawOut) {}

    /// Wall clock, elapsed nanoseconds, and a way to let time pass.
    public record Clocks(InstantSource wall, LongSupplier nanos, Sleeper sleeper) {}

    /// Lets time pass.
    public interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }
}
