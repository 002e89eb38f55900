package dev.sallyport.agent.link;

import dev.sallyport.protocol.Bytes;

/// What happens on a {@link ChannelSocket}. Called one at a time and in order, but for {@link
/// #idle}; none may block for long, because reading stops meanwhile.
public interface SocketEvents {
    void message(Bytes wire);

    /// Everything handed to the socket has gone out.
    void idle();

    /// The socket is gone, for whatever reason. Called once, and nothing comes after it.
    void lost(String why);
}
