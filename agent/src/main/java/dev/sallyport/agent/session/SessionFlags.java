package dev.sallyport.agent.session;

import dev.sallyport.protocol.Bytes;

/// The payloads of flag frames: a number of four bytes.
final class SessionFlags {
    /// The client's connection has closed; that to the target may go.
    static final Bytes DISCONNECT_PORT = Bytes.ofHex("00000001");

    static final Bytes TERMINATE = Bytes.ofHex("00000002");

    private SessionFlags() {}
}
