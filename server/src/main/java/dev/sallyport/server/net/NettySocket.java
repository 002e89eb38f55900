package dev.sallyport.server.net;

import dev.sallyport.protocol.Bytes;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;

/// The door of a websocket, behind which Netty stays.
final class NettySocket implements Socket {
    private final SocketConnection connection;
    private final Outgoing outgoing;
    private final InetSocketAddress remote;

    NettySocket(SocketConnection connection, Outgoing outgoing) {
        this.connection = connection;
        this.outgoing = outgoing;
        this.remote = (InetSocketAddress) connection.channel().remoteAddress();
    }

    @Override
    public void binary(Bytes message) {
        if (!connection.isClosing()) {
            outgoing.send(
                    new BinaryWebSocketFrame(Unpooled.wrappedBuffer(message.asReadOnlyBuffer())));
        }
    }

    @Override
    public void text(String text) {
        if (!connection.isClosing()) {
            outgoing.send(new TextWebSocketFrame(text));
        }
    }

    @Override
    public void close(int code, String reason) {
        connection.close(code, reason);
    }

    @Override
    public boolean isWritable() {
        return outgoing.isWritable();
    }

    @Override
    public void setReading(boolean on) {
        connection.setReading(on);
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public Executor loop() {
        return connection.channel().eventLoop();
    }

    @Override
    public void opened() {
        connection.opened();
    }
}
