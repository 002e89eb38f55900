package dev.sallyport.agent.ssh;

import dev.sallyport.agent.port.Outlet;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.channel.TerminalSize;
import dev.sallyport.protocol.ssh.ScreenRecord;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/// Tells the server what passes, each thing before it happens. Blocks while the client takes
/// nothing: what could not be told does not happen.
final class Telling {
    private static final int CHUNK = 16 * 1024;
    private static final int PART = ScreenRecord.MAX_NOTE - 32;

    private final Outlet outlet;
    private final AtomicInteger channels = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private int onScreen = -1;

    Telling(Outlet outlet) {
        this.outlet = outlet;
    }

    /// A number for a channel, in the order they were opened.
    int newChannel() {
        return channels.incrementAndGet();
    }

    void note(int channel, String text) throws IOException {
        note("channel " + channel + ": " + text);
    }

    /// What is too long for one note goes on in others: a client must not be able to hide the end
    /// of its command behind a long beginning.
    void note(String text) throws IOException {
        lock.lock();
        try {
            int at = 0;
            int part = 1;
            do {
                int left = text.codePointCount(at, text.length());
                int end = text.offsetByCodePoints(at, Math.min(left, PART));
                String mark = part == 1 ? "" : "(part " + part + ") ";
                tell(new ScreenRecord.Note(mark + text.substring(at, end)));
                at = end;
                part++;
            } while (at < text.length());
        } finally {
            lock.unlock();
        }
    }

    void output(int channel, byte[] bytes, int length) throws IOException {
        for (int at = 0; at < length; at += CHUNK) {
            byte[] some = Arrays.copyOfRange(bytes, at, Math.min(length, at + CHUNK));
            tellOf(channel, new ScreenRecord.Output(Bytes.wrap(some)));
        }
    }

    void input(int channel, byte[] bytes, int length) throws IOException {
        for (int at = 0; at < length; at += CHUNK) {
            byte[] some = Arrays.copyOfRange(bytes, at, Math.min(length, at + CHUNK));
            tellOf(channel, new ScreenRecord.Input(Bytes.wrap(some)));
        }
    }

    void resize(int channel, TerminalSize size) throws IOException {
        tellOf(channel, new ScreenRecord.Resize(size));
    }

    /// Several channels share one recording: before another one speaks, it is said which.
    private void tellOf(int channel, ScreenRecord record) throws IOException {
        lock.lock();
        try {
            if (onScreen != channel) {
                onScreen = channel;
                tell(new ScreenRecord.Note("channel " + channel + ": on the screen"));
            }
            tell(record);
        } finally {
            lock.unlock();
        }
    }

    private void tell(ScreenRecord record) throws IOException {
        try {
            outlet.send(PayloadTypes.SCREEN, record.encode());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
