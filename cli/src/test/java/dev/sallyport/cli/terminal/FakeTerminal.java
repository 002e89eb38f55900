package dev.sallyport.cli.terminal;

import dev.sallyport.protocol.channel.TerminalSize;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A terminal that is whatever a test says.
public final class FakeTerminal implements Terminal {
    private final boolean interactive;
    private final List<Runnable> onInterrupt = new CopyOnWriteArrayList<>();
    private volatile Optional<TerminalSize> size;
    private volatile Runnable onResize = () -> {};
    private volatile OptionalInt endsByInterrupt = OptionalInt.empty();
    private final AtomicInteger rawModes = new AtomicInteger();

    private FakeTerminal(boolean interactive, Optional<TerminalSize> size) {
        this.interactive = interactive;
        this.size = size;
    }

    /// Streams that are files or pipes.
    public static FakeTerminal none() {
        return new FakeTerminal(false, Optional.empty());
    }

    public static FakeTerminal of(int cols, int rows) {
        return new FakeTerminal(true, Optional.of(new TerminalSize(cols, rows)));
    }

    public void resize(int cols, int rows) {
        size = Optional.of(new TerminalSize(cols, rows));
        onResize.run();
    }

    /// How many raw modes are on.
    public int rawModes() {
        return rawModes.get();
    }

    @Override
    public boolean isInputTerminal() {
        return interactive;
    }

    @Override
    public boolean isOutputTerminal() {
        return interactive;
    }

    @Override
    public boolean isErrorTerminal() {
        return interactive;
    }

    @Override
    public Optional<TerminalSize> size() {
        return size;
    }

    @Override
    public Handle enterRawMode() {
        rawModes.incrementAndGet();
        return rawModes::decrementAndGet;
    }

    @Override
    public void endByInterrupt(int status) {
        endsByInterrupt = OptionalInt.of(status);
    }

    /// The exit status Ctrl-C would give although it was ignored.
    public OptionalInt endsByInterrupt() {
        return endsByInterrupt;
    }

    /// What `kill` would do.
    public void interrupt() {
        onInterrupt.forEach(Runnable::run);
    }

    @Override
    public Handle onInterrupt(Runnable action) {
        onInterrupt.add(action);
        return () -> onInterrupt.remove(action);
    }

    @Override
    public void onResize(Runnable action) {
        onResize = action;
    }
}
