package dev.sallyport.agent.session;

import dev.sallyport.protocol.channel.TerminalSize;

/// Whom a {@link DataChannel} tells what has come. Calls hold the channel's lock: return at once.
interface DataChannelOwner {
    void resized(TerminalSize size);

    /// The channel may take more than it did.
    void outputMoved();

    /// The service or the client has ended the session.
    void closed(String why);
}
