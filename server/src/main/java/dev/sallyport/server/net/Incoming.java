package dev.sallyport.server.net;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Messages on their way to the listener: in order, one at a time, held while there is no listener
/// yet or it does not want any. On the event loop only.
final class Incoming {
    // What a single read of the kernel may bring beyond the moment reading was turned off, with
    // room to spare. Only a peer that hung up can bring more: its whole kernel buffer.
    private static final int MOST_HELD = 8 * 1024 * 1024;

    private final ArrayDeque<Message> held = new ArrayDeque<>(2);
    private @Nullable SocketListener listener;
    private int weight;
    private boolean reading = true;
    private boolean muted;
    private boolean ended;
    private boolean delivering;
    private boolean roomUntold;

    /// False if too much is held already.
    boolean offer(Message message) {
        if (muted) {
            return true;
        }
        weight += message.weight();
        held.add(message);
        deliver();
        return weight <= MOST_HELD;
    }

    void attach(SocketListener other) {
        listener = other;
        deliver();
        if (roomUntold) {
            writable();
        }
    }

    boolean wantsMore() {
        return muted || (listener != null && reading);
    }

    void setReading(boolean on) {
        reading = on;
        deliver();
    }

    /// From here on messages are dropped, those held included.
    void mute() {
        muted = true;
        held.clear();
        weight = 0;
        deliver();
    }

    /// The socket is gone: the listener learns it after what is held.
    void end() {
        ended = true;
        deliver();
    }

    /// There is room to send again. One who is not there yet is told on arrival: the socket may
    /// have been asked before.
    void writable() {
        roomUntold = listener == null;
        if (listener != null && !ended) {
            listener.writable();
        }
    }

    // Listeners turn reading off and on from inside their calls: the outermost loop goes on, so
    // that order is kept and the stack stays flat.
    private void deliver() {
        SocketListener to = listener;
        if (delivering || to == null) {
            return;
        }
        delivering = true;
        try {
            while (reading && !held.isEmpty()) {
                Message next = held.remove();
                weight -= next.weight();
                next.deliverTo(to);
            }
        } finally {
            delivering = false;
        }
        if (ended && held.isEmpty()) {
            listener = null;
            to.closed();
        }
    }
}
