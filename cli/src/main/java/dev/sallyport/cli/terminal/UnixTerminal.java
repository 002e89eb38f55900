package dev.sallyport.cli.terminal;

import dev.sallyport.protocol.channel.TerminalSize;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The terminal of Linux and macOS.
public final class UnixTerminal implements Terminal {
    private static final int INPUT = 0;
    private static final int OUTPUT = 1;
    private static final int ERROR = 2;
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(3);

    private final boolean macOs;
    private @Nullable LibC loaded;

    private UnixTerminal(boolean macOs) {
        this.macOs = macOs;
    }

    public static UnixTerminal open() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return new UnixTerminal(system.contains("mac"));
    }

    // Made when needed: binding the functions takes as long as a short command.
    private synchronized LibC c() {
        LibC present = loaded;
        if (present == null) {
            present = new LibC(macOs);
            loaded = present;
        }
        return present;
    }

    private boolean isTerminal(int descriptor) {
        try {
            String name = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            if (name.startsWith("/dev/pts/") || name.startsWith("/dev/tty")) {
                return true;
            }
            if (!name.startsWith("/dev/") || name.equals("/dev/null")) {
                return false;
            }
        } catch (IOException _) {
            // A system without /proc.
        }
        return c().isTerminal(descriptor);
    }

    @Override
    public boolean isInputTerminal() {
        return isTerminal(INPUT);
    }

    @Override
    public boolean isOutputTerminal() {
        return isTerminal(OUTPUT);
    }

    @Override
    public boolean isErrorTerminal() {
        return isTerminal(ERROR);
    }

    @Override
    public Optional<TerminalSize> size() {
        return IntStream.of(INPUT, OUTPUT, ERROR)
                .mapToObj(d -> c().windowSize(d))
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public Handle enterRawMode() {
        Optional<MemorySegment> usual = c().modes(INPUT);
        if (usual.isEmpty()) {
            return () -> {};
        }
        MemorySegment before = usual.orElseThrow();
        MemorySegment raw = c().raw(before);
        AtomicBoolean on = new AtomicBoolean(true);
        // The hook is set before the mode: an end in between must find it.
        Handle atEnd = onInterrupt(() -> c().apply(INPUT, before));
        c().apply(INPUT, raw);
        // A shell that stopped us has set its own modes by the time we go on.
        Signals.on(
                "CONT",
                () -> {
                    if (on.get()) {
                        c().apply(INPUT, raw);
                    }
                });
        return () -> {
            if (on.compareAndSet(true, false)) {
                c().apply(INPUT, before);
                atEnd.close();
            }
        };
    }

    @Override
    public Handle onInterrupt(Runnable action) {
        Thread hook = new Thread(() -> runBriefly(action), "at-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> unhook(hook);
    }

    @Override
    public void onResize(Runnable action) {
        Signals.on("WINCH", action);
    }

    @Override
    public void endByInterrupt(int status) {
        c().restoreInterrupt();
        Signals.on("INT", () -> System.exit(status));
    }

    private static void runBriefly(Runnable action) {
        try {
            Thread.ofPlatform().daemon().start(action).join(LONGEST_FAREWELL);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The program is ending already: the hook runs or has run, which does no harm.
        }
    }
}
