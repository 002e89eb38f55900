package dev.sallyport.cli.port;

import dev.sallyport.cli.channel.Channel;
import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.cli.channel.Use;
import dev.sallyport.protocol.Bytes;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A channel whose far end is the test. Its thread runs what is posted, and ticks after it.
final class FakeChannel implements Channel, AutoCloseable {
    final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
    final CompletableFuture<SessionEnd> left = new CompletableFuture<>();
    volatile boolean room = true;
    volatile boolean drained = true;
    volatile boolean connected = true;
    private final BlockingQueue<Runnable> posted = new LinkedBlockingQueue<>();
    private final BlockingQueue<Runnable> alarms = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile Use use;

    record Sent(int type, Bytes payload) {}

    FakeChannel() {
        thread = Thread.ofPlatform().daemon().start(this::runAll);
    }

    void serves(Use served) {
        use = served;
    }

    /// The node's bytes, delivered as the channel would.
    void receive(int type, Bytes payload) {
        post(() -> {
            try {
                use.received(type, payload);
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    /// What was set to be done later. Time passes when the test posts it.
    Runnable alarm() throws InterruptedException {
        Runnable alarm = alarms.poll(10, TimeUnit.SECONDS);
        if (alarm == null) {
            throw new AssertionError("nothing was set");
        }
        return alarm;
    }

    Sent next() throws InterruptedException {
        Sent next = sent.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was sent");
        }
        return next;
    }

    private void runAll() {
        try {
            while (true) {
                posted.take().run();
                if (use != null) {
                    use.tick();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String sessionId() {
        return "s-1";
    }

    @Override
    public boolean hasRoom() {
        return room;
    }

    @Override
    public void send(int payloadType, Bytes payload) {
        sent.add(new Sent(payloadType, payload));
    }

    @Override
    public boolean isDrained() {
        return drained;
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    /// Seconds pass in which the node says nothing.
    void passSilence(int seconds) throws InterruptedException {
        for (int second = 0; second < seconds; second++) {
            post(alarm());
        }
    }

    @Override
    public void post(Runnable action) {
        posted.add(action);
    }

    @Override
    public void later(Duration delay, Runnable action) {
        alarms.add(action);
    }

    @Override
    public void leave(SessionEnd how) {
        left.complete(how);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
