package dev.sallyport.cli.terminal;

import dev.sallyport.protocol.channel.TerminalSize;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/// The terminal of Linux and macOS.
public final class UnixTerminal implements Terminal {
    private static final int INPUT = 0;
    private static final int OUTPUT = 1;
    private static final int ERROR = 2;

    private final LibC c;

    private UnixTerminal(LibC c) {
        this.c = c;
    }

    public static UnixTerminal open() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return new UnixTerminal(new LibC(system.contains("mac")));
    }

    @Override
    public boolean isInputTerminal() {
        return c.isTerminal(INPUT);
    }

    @Override
    public boolean isOutputTerminal() {
        return c.isTerminal(OUTPUT);
    }

    @Override
    public boolean isErrorTerminal() {
        return c.isTerminal(ERROR);
    }

    @Override
    public Optional<TerminalSize> size() {
        return IntStream.of(INPUT, OUTPUT, ERROR)
                .mapToObj(c::windowSize)
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public RawMode enterRawMode() {
        Optional<MemorySegment> usual = c.modes(INPUT);
        if (usual.isEmpty()) {
            return () -> {};
        }
        MemorySegment before = usual.orElseThrow();
        MemorySegment raw = c.raw(before);
        AtomicBoolean on = new AtomicBoolean(true);
        Thread atEnd = new Thread(() -> c.apply(INPUT, before), "restore-terminal");
        // The hook is set before the mode: an end in between must find it.
        Runtime.getRuntime().addShutdownHook(atEnd);
        c.apply(INPUT, raw);
        // A shell that stopped us has set its own modes by the time we go on.
        Signals.on(
                "CONT",
                () -> {
                    if (on.get()) {
                        c.apply(INPUT, raw);
                    }
                });
        return () -> {
            if (on.compareAndSet(true, false)) {
                c.apply(INPUT, before);
                unhook(atEnd);
            }
        };
    }

    @Override
    public void onResize(Runnable action) {
        Signals.on("WINCH", action);
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The program is ending already: the hook runs or has run, which does no harm.
        }
    }
}
