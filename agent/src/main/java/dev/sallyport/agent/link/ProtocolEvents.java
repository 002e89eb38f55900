package dev.sallyport.agent.link;

import dev.sallyport.protocol.Bytes;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.handshake.Handshakedata;
import org.jspecify.annotations.Nullable;

/// The few of the library's events that a channel cares for. It answers pings itself.
abstract class ProtocolEvents extends WebSocketAdapter {
    abstract void message(Bytes wire);

    /// There is something to send.
    abstract void toSend();

    abstract void ended(String why);

    @Override
    public final void onWebsocketMessage(WebSocket from, ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        message(Bytes.wrap(bytes));
    }

    /// Servers have no text to say on these channels.
    @Override
    public final void onWebsocketMessage(WebSocket from, String text) {}

    @Override
    public final void onWriteDemand(WebSocket from) {
        toSend();
    }

    @Override
    public final void onWebsocketClosing(
            WebSocket from, int code, @Nullable String reason, boolean byServer) {
        String words = code + (reason == null || reason.isEmpty() ? "" : " " + reason);
        ended((byServer ? "closed by the server (" : "given up (") + words + ")");
    }

    @Override
    public final void onWebsocketError(WebSocket from, Exception error) {
        ended(Reason.of(error));
    }

    @Override
    public final void onWebsocketOpen(WebSocket from, Handshakedata answer) {}

    @Override
    public final void onWebsocketClose(WebSocket from, int code, String reason, boolean byServer) {}

    @Override
    public final void onWebsocketCloseInitiated(WebSocket from, int code, String reason) {}

    /// The library asks only for its own messages.
    @Override
    public final InetSocketAddress getLocalSocketAddress(WebSocket from) {
        return InetSocketAddress.createUnresolved("localhost", 0);
    }

    @Override
    public final InetSocketAddress getRemoteSocketAddress(WebSocket from) {
        return getLocalSocketAddress(from);
    }
}
