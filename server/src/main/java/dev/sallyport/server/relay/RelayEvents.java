package dev.sallyport.server.relay;

import dev.sallyport.protocol.SessionId;

/// What the relay reports. Calls for one session come one after another, in order, off the event
/// loops: they may block.
public interface RelayEvents {
    void clientAttached(SessionId session);

    void clientDetached(SessionId session);

    void nodeAttached(SessionId session);

    void nodeDetached(SessionId session);

    /// The session is over and both sides were told on their data channels. A node whose data
    /// channel was gone has heard nothing: tell it on the control channel.
    void ended(SessionId session, EndCause cause);
}
