package dev.sallyport.agent.link;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.sigv4.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One websocket of a channel: sends in the order asked, hands whole messages over, notices a dead
/// peer. Safe for use by many threads; sending never blocks.
public final class ChannelSocket implements WebSocket.Listener {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);
    private static final int MAX_MESSAGE = 4 << 20;

    /// Reading rests while so many sends wait: each message read may cause one.
    private static final int READ_WHILE_BELOW = 256;

    /// So many sends may wait before a sender that can wait should.
    private static final int ROOM = 4;

    private static final ByteBuffer KEEPALIVE = Bytes.ofUtf8("keepalive").asReadOnlyBuffer();

    private final SocketOwner owner;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Supplier<CompletableFuture<WebSocket>>> unsent = new ArrayDeque<>();
    private final AtomicBoolean lost = new AtomicBoolean();
    private ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private volatile @Nullable WebSocket socket;
    private volatile long lastHeard;
    private boolean sending;
    private boolean held;
    private long unasked;

    private ChannelSocket(SocketOwner owner) {
        this.owner = owner;
        this.lastHeard = owner.stamps().nanos();
    }

    static ChannelSocket open(HttpClient http, URI uri, List<Header> headers, SocketOwner owner)
            throws IOException, InterruptedException {
        ChannelSocket channel = new ChannelSocket(owner);
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(CONNECT_LIMIT);
        headers.forEach(header -> builder.header(header.name(), header.value()));
        try {
            builder.buildAsync(uri, channel).get();
            return channel;
        } catch (ExecutionException e) {
            throw new IOException("websocket: " + Reason.of(e), e);
        }
    }

    public void text(Bytes message) {
        String text = message.toUtf8();
        send(() -> socket().sendText(text, true));
    }

    public void binary(Bytes wire) {
        send(() -> socket().sendBinary(wire.asReadOnlyBuffer(), true));
    }

    /// Whether everything handed over has gone out.
    public boolean isIdle() {
        lock.lock();
        try {
            return !sending && unsent.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// Whether another message would not have to wait long. Once it would, {@link
    /// SocketEvents#idle} says when everything has gone.
    public boolean hasRoom() {
        lock.lock();
        try {
            return unsent.size() < ROOM;
        } finally {
            lock.unlock();
        }
    }

    /// Stops or resumes reading; one message more may still come. While held, pings are not
    /// answered either, so the server may in the end give the socket up.
    public void hold(boolean on) {
        lock.lock();
        try {
            held = on;
        } finally {
            lock.unlock();
        }
        ask(0);
    }

    /// Sends a ping, or gives the socket up if the peer has been silent for `patience`. To be
    /// called now and then.
    public void checkPeer(Duration patience) {
        if (owner.stamps().nanos() - lastHeard > patience.toNanos()) {
            lose("the server has been silent for " + patience.toSeconds() + " s");
        } else {
            send(() -> socket().sendPing(KEEPALIVE.duplicate()));
        }
    }

    /// Closes at once, as the stock agent does, and reports nothing.
    public void close() {
        lost.set(true);
        abort();
    }

    private WebSocket socket() {
        WebSocket present = socket;
        if (present == null) {
            throw new IllegalStateException("websocket: not open");
        }
        return present;
    }

    private void send(Supplier<CompletableFuture<WebSocket>> message) {
        lock.lock();
        try {
            unsent.add(message);
        } finally {
            lock.unlock();
        }
        drain();
    }

    /// Sends what waits, one after the other: the JDK's socket takes no second message before the
    /// first has gone. Returns false if nothing was left to send.
    private void drain() {
        while (true) {
            CompletableFuture<WebSocket> sent;
            lock.lock();
            try {
                if (sending || lost.get() || unsent.isEmpty()) {
                    return;
                }
                sending = true;
                sent = unsent.remove().get();
            } finally {
                lock.unlock();
            }
            if (!sent.isDone() || sent.isCompletedExceptionally()) {
                CompletableFuture<Void> ignored = sent.handle((_, error) -> wentOut(error));
                return;
            }
            finished();
        }
    }

    private @Nullable Void wentOut(@Nullable Throwable error) {
        if (error != null) {
            lose("cannot send: " + Reason.of(error));
            return null;
        }
        finished();
        drain();
        if (isIdle()) {
            owner.events().idle();
        }
        return null;
    }

    private void finished() {
        lock.lock();
        try {
            sending = false;
        } finally {
            lock.unlock();
        }
        ask(0);
    }

    /// Asks the socket for what may be read now, with `more` added.
    private void ask(int more) {
        long toAsk;
        lock.lock();
        try {
            unasked += more;
            if (held || unasked == 0 || unsent.size() >= READ_WHILE_BELOW) {
                return;
            }
            toAsk = unasked;
            unasked = 0;
        } finally {
            lock.unlock();
        }
        socket().request(toAsk);
    }

    private void lose(String why) {
        if (lost.compareAndSet(false, true)) {
            abort();
            owner.events().lost(why);
        }
    }

    private void abort() {
        WebSocket present = socket;
        if (present != null) {
            present.abort();
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        lastHeard = owner.stamps().nanos();
        if (partial.size() + data.remaining() > MAX_MESSAGE) {
            lose("message: larger than " + MAX_MESSAGE + " bytes");
            return null;
        }
        byte[] some = new byte[data.remaining()];
        data.get(some);
        if (last && partial.size() == 0) {
            deliver(Bytes.wrap(some));
        } else {
            partial.writeBytes(some);
            if (last) {
                byte[] whole = partial.toByteArray();
                // A fresh one: a large message must not keep its memory for the session's life.
                partial = new ByteArrayOutputStream();
                deliver(Bytes.wrap(whole));
            }
        }
        ask(1);
        return null;
    }

    private void deliver(Bytes wire) {
        if (!lost.get()) {
            owner.events().message(wire);
        }
    }

    /// Servers have no text to say on these channels.
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        lastHeard = owner.stamps().nanos();
        ask(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer data) {
        lastHeard = owner.stamps().nanos();
        ask(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
        return onPing(from, data);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        lose("closed by the server (" + code + (reason.isEmpty() ? "" : " " + reason) + ")");
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        lose(Reason.of(error));
    }
}
