package dev.sallyport.agent.ssh;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps what a channel carries: all of a terminal, the first megabyte of a pipe each way, numbers
/// alone of a file transfer.
final class Keeper {
    private static final long PIPED = 1 << 20;

    private final Telling telling;
    private final int channel;
    private final Meter meter;
    private final AtomicLong outputLeft;
    private final AtomicLong inputLeft;

    private Keeper(Telling telling, int channel, Meter meter, long most) {
        this.telling = telling;
        this.channel = channel;
        this.meter = meter;
        this.outputLeft = new AtomicLong(most);
        this.inputLeft = new AtomicLong(most);
    }

    static Keeper ofTerminal(Telling telling, int channel, Meter meter) {
        return new Keeper(telling, channel, meter, Long.MAX_VALUE);
    }

    static Keeper ofPipe(Telling telling, int channel, Meter meter) {
        return new Keeper(telling, channel, meter, PIPED);
    }

    static Keeper ofFiles(Telling telling, int channel, Meter meter) {
        return new Keeper(telling, channel, meter, 0);
    }

    /// What a program wrote.
    void output(byte[] bytes, int length) throws IOException {
        int kept = take(outputLeft, length);
        if (kept > 0) {
            telling.output(channel, bytes, kept);
        }
        if (kept > 0 && outputLeft.get() == 0) {
            telling.note(channel, "output goes on, and is only counted from here");
        }
        meter.down(length);
    }

    /// What the client sent.
    void input(byte[] bytes, int length) throws IOException {
        int kept = take(inputLeft, length);
        if (kept > 0) {
            telling.input(channel, bytes, kept);
        }
        if (kept > 0 && inputLeft.get() == 0) {
            telling.note(channel, "input goes on, and is only counted from here");
        }
        meter.up(length);
    }

    private static int take(AtomicLong left, int length) {
        long before = left.getAndUpdate(it -> Math.max(0, it - length));
        return (int) Math.min(before, length);
    }

    @Override
    public String toString() {
        return meter.toString();
    }
}
