package dev.sallyport.interop;

import dev.sallyport.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A websocket to the server that sends one message after the other, from whatever thread.
final class SocketClient implements WebSocket.Listener, AutoCloseable {
    private final HttpClient http;
    private final WebSocket socket;
    private final Consumer<Bytes> messages;
    private final BlockingQueue<Runnable> unsent = new LinkedBlockingQueue<>();
    private final Thread sender = Thread.ofVirtual().unstarted(this::sendAll);
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();

    SocketClient(Sallyport sallyport, String url, Consumer<Bytes> messages)
            throws GeneralSecurityException {
        this.messages = messages;
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, Sdk.trust(sallyport).getTrustManagers(), null);
        http = HttpClient.newBuilder().sslContext(context).build();
        socket = http.newWebSocketBuilder().buildAsync(URI.create(url), this).join();
        sender.start();
    }

    void text(String message) {
        unsent.add(() -> socket.sendText(message, true).join());
    }

    void binary(Bytes wire) {
        unsent.add(() -> socket.sendBinary(wire.asReadOnlyBuffer(), true).join());
    }

    private void sendAll() {
        try {
            while (true) {
                unsent.take().run();
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] piece = new byte[data.remaining()];
        data.get(piece);
        partial.writeBytes(piece);
        if (last) {
            messages.accept(Bytes.wrap(partial.toByteArray()));
            partial.reset();
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        sender.interrupt();
        socket.abort();
        http.shutdownNow();
    }
}
