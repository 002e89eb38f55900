package dev.sallyport.cli;

import dev.sallyport.cli.command.Program;
import dev.sallyport.cli.command.World;
import dev.sallyport.cli.pick.TerminalPicker;
import dev.sallyport.cli.terminal.UnixTerminal;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Starts the command line. The only place that touches the machine's streams and clocks.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // The bare descriptors: a buffer would hold back what a session printed.
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        FileOutputStream err = new FileOutputStream(FileDescriptor.err);
        World world =
                new World(
                        System.getenv(),
                        home(),
                        new World.Streams(
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                new FileInputStream(FileDescriptor.in),
                                out),
                        new World.Clocks(Clock.systemUTC(), System::nanoTime, Thread::sleep),
                        new SecureRandom(),
                        UnixTerminal.open(),
                        new World.Desk(
                                TerminalPicker.onSystemTerminal(),
                                Main::run,
                                System.getProperty("sallyport.launcher", "sallyport")),
                        version());
        System.exit(new Program(world).run(arguments));
    }

    // As every AWS client finds ~: Java's own property is the password file's directory.
    private static Path home() {
        String said = System.getenv().getOrDefault("HOME", "");
        return Path.of(said.isEmpty() ? System.getProperty("user.home", "/") : said);
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
