package dev.sallyport.cli.terminal;

import dev.sallyport.protocol.channel.TerminalSize;
import java.util.Optional;

/// The terminal at this program's standard streams, if there is one.
public interface Terminal {
    /// Whether keys come from a terminal.
    boolean isInputTerminal();

    /// Whether output goes to a terminal.
    boolean isOutputTerminal();

    /// Whether error lines go to a terminal.
    boolean isErrorTerminal();

    /// The size of the window, if any of the streams is one.
    Optional<TerminalSize> size();

    /// Keys come one by one, as bytes, and are not echoed, until the handle is closed.
    Handle enterRawMode();

    /// Runs `action` on some thread whenever the window's size may have changed.
    void onResize(Runnable action);

    /// Runs `action` if the program is told to end (Ctrl-C, a closed window, `kill`) before the
    /// handle is closed. It must be quick: the program waits for it.
    Handle onInterrupt(Runnable action);

    /// Lets Ctrl-C end the program with this exit status, even if whoever started it had Ctrl-C
    /// ignored.
    void endByInterrupt(int status);

    /// Undoes what it was given for. Closing twice does nothing.
    interface Handle extends AutoCloseable {
        @Override
        void close();
    }
}
