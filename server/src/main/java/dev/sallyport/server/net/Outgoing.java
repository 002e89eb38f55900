package dev.sallyport.server.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Frames on their way to the peer, from any thread, in the order of the calls. One hop to the
/// event loop carries all that has gathered, with one flush.
final class Outgoing {
    private static final int HIGH_WATER = 256 * 1024;

    private final Channel channel;
    private final Runnable writable;
    private final Queue<WebSocketFrame> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingBytes = new AtomicInteger();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile boolean someoneWaits;

    /// @param writable told on the event loop when there is room again after a no
    Outgoing(Channel channel, Runnable writable) {
        this.channel = channel;
        this.writable = writable;
    }

    void send(WebSocketFrame frame) {
        if (!channel.isActive()) {
            frame.release();
            return;
        }
        waitingBytes.addAndGet(frame.content().readableBytes());
        waiting.add(frame);
        if (scheduled.compareAndSet(false, true)) {
            channel.eventLoop().execute(this::flush);
        }
    }

    boolean isWritable() {
        if (hasRoom()) {
            return true;
        }
        someoneWaits = true;
        // Room that was made between the look and the note would otherwise never be told.
        return hasRoom();
    }

    private boolean hasRoom() {
        return channel.isWritable() && waitingBytes.get() < HIGH_WATER;
    }

    /// On the event loop, whenever there may be room again.
    void tellIfWritable() {
        if (someoneWaits && hasRoom()) {
            someoneWaits = false;
            writable.run();
        }
    }

    private void flush() {
        scheduled.set(false);
        boolean any = false;
        for (WebSocketFrame frame = waiting.poll(); frame != null; frame = waiting.poll()) {
            waitingBytes.addAndGet(-frame.content().readableBytes());
            ChannelFuture written = channel.write(frame);
            Futures.ignore(written);
            any = true;
        }
        if (any) {
            channel.flush();
        }
        tellIfWritable();
    }
}
