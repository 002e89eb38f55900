package dev.sallyport.cli.channel;

import dev.sallyport.protocol.channel.TerminalSize;
import java.util.Optional;

/// Who a session is for. Called on the channel's thread.
public interface Guest {
    /// Whether sessions of this type can be used here. The node is told if not.
    boolean knows(String sessionType);

    /// The size that is sent before the node has said what the session is, if it may be a shell.
    ///
    /// A program that prints nothing gives no sign; for it, the size is sent at once, and if its
    /// acknowledgement is not followed by a handshake, the node is taken to read.
    Optional<TerminalSize> size();

    /// Bytes that may be under way to the node.
    default long window() {
        return 1 << 20;
    }

    /// The node reads and writes from now on. Called once.
    Use begin(Purpose purpose, Channel channel);

    /// The node's own words, or the connection's loss and return.
    void note(String text);
}
