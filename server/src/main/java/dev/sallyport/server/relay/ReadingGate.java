package dev.sallyport.server.relay;

import java.util.concurrent.locks.ReentrantLock;

/// Whether one socket is read: not while too much of it waits for the session's loop, nor while the
/// session holds it. Used by the socket's thread and the loop.
final class ReadingGate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Leg leg;
    private final long high;
    private long waiting;
    private boolean piled;
    private boolean held;
    private boolean reading = true;

    ReadingGate(Leg leg, long high) {
        this.leg = leg;
        this.high = high;
    }

    void arrived(int size) {
        change(() -> waiting += size);
    }

    void handled(int size) {
        change(() -> waiting -= size);
    }

    void hold(boolean on) {
        change(() -> held = on);
    }

    private void change(Runnable update) {
        lock.lock();
        try {
            update.run();
            piled = waiting > (piled ? high / 4 : high);
            boolean wanted = !piled && !held;
            if (wanted != reading) {
                reading = wanted;
                // Within the lock, so that the last word the leg hears is the last decision.
                leg.setReading(wanted);
            }
        } finally {
            lock.unlock();
        }
    }
}
