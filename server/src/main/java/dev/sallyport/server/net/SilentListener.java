package dev.sallyport.server.net;

import dev.sallyport.protocol.Bytes;

/// Listens for a handler that could not.
enum SilentListener implements SocketListener {
    INSTANCE;

    @Override
    public void text(String text) {}

    @Override
    public void binary(Bytes message) {}

    @Override
    public void writable() {}

    @Override
    public void closed() {}
}
