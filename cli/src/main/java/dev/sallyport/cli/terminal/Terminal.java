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
    RawMode enterRawMode();

    /// Runs `action` on some thread whenever the window's size may have changed.
    void onResize(Runnable action);

    /// Ends raw mode. Closing twice does nothing.
    interface RawMode extends AutoCloseable {
        @Override
        void close();
    }
}
