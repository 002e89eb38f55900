package dev.sallyport.cli.channel;

import dev.sallyport.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A websocket of the JDK's client, which takes one send at a time: the rest wait here.
public final class WebSocketWire implements Wire {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    // Far above what nodes send (64 KiB at most); a message without end must not fill the memory.
    private static final int LONGEST_MESSAGE = 4 << 20;

    private final WebSocket socket;
    private final Incoming incoming;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Supplier<CompletableFuture<WebSocket>>> waiting = new ArrayDeque<>();
    private boolean sending;

    private WebSocketWire(WebSocket socket, Incoming incoming) {
        this.socket = socket;
        this.incoming = incoming;
    }

    /// Opens websockets with this client's trust.
    public static Dialer dialer(HttpClient http) {
        return (url, listener) -> open(http, url, listener);
    }

    private static Wire open(HttpClient http, URI url, Listener listener)
            throws IOException, InterruptedException {
        Incoming incoming = new Incoming(listener);
        try {
            WebSocket socket =
                    http.newWebSocketBuilder()
                            .connectTimeout(PATIENCE)
                            .buildAsync(url, incoming)
                            .get();
            return new WebSocketWire(socket, incoming);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
        }
    }

    @Override
    public void text(Bytes utf8) {
        String text = utf8.toUtf8();
        enqueue(() -> socket.sendText(text, true));
    }

    @Override
    public void binary(Bytes message) {
        enqueue(() -> socket.sendBinary(message.asReadOnlyBuffer(), true));
    }

    @Override
    public void ping() {
        enqueue(() ->
                socket.sendPing(ByteBuffer.wrap("keepalive".getBytes(StandardCharsets.US_ASCII))));
    }

    @Override
    public void next() {
        socket.request(1);
    }

    @Override
    public boolean isIdle() {
        lock.lock();
        try {
            return !sending && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void abort() {
        socket.abort();
    }

    private void enqueue(Supplier<CompletableFuture<WebSocket>> send) {
        lock.lock();
        try {
            waiting.add(send);
            if (sending) {
                return;
            }
            sending = true;
        } finally {
            lock.unlock();
        }
        sendWaiting();
    }

    // A loop, because a socket that keeps up completes each send at once.
    private void sendWaiting() {
        while (true) {
            Supplier<CompletableFuture<WebSocket>> next;
            lock.lock();
            try {
                if (waiting.isEmpty()) {
                    sending = false;
                    return;
                }
                next = waiting.remove();
            } finally {
                lock.unlock();
            }
            CompletableFuture<WebSocket> sent = next.get();
            if (!sent.isDone()) {
                var _ = sent.whenComplete((_, failure) -> goOn(failure));
                return;
            }
            if (sent.isCompletedExceptionally()) {
                incoming.lose("send failed");
                return;
            }
        }
    }

    private void goOn(@Nullable Throwable failure) {
        if (failure == null) {
            sendWaiting();
        } else {
            incoming.lose("send failed");
        }
    }

    /// Puts messages together and passes them on.
    private static final class Incoming implements WebSocket.Listener {
        private final Listener listener;
        private final AtomicBoolean lost = new AtomicBoolean();
        private ByteArrayOutputStream message = new ByteArrayOutputStream();

        Incoming(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void onOpen(WebSocket socket) {
            // Nothing is asked for yet: whoever opened the socket must have hold of it first.
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket socket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            message.writeBytes(part);
            if (message.size() > LONGEST_MESSAGE) {
                socket.abort();
                lose("message too long");
            } else if (last) {
                byte[] whole = message.toByteArray();
                message = new ByteArrayOutputStream();
                listener.message(Bytes.wrap(whole));
            } else {
                socket.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            // Services send no text; whatever it is, the next message may be one of ours.
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer data) {
            // The JDK's client answers by itself.
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
            listener.pong();
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            lose("closed by the server (" + code + ")");
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            lose(String.valueOf(error.getMessage()));
        }

        void lose(String why) {
            if (lost.compareAndSet(false, true)) {
                listener.lost(why);
            }
        }
    }
}
