package dev.sallyport.cli.shell;

import dev.sallyport.protocol.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Reads what is typed, one piece ahead of what is sent at most.
final class Keyboard {
    // The public plugin sends 1024; nodes write whatever comes to the terminal.
    private static final int PIECE = 4096;

    private final InputStream in;
    private final Semaphore room = new Semaphore(1);

    Keyboard(InputStream in) {
        this.in = in;
    }

    /// Reads on a thread that does not keep the program alive: a read cannot be broken off.
    void start(Consumer<Event> events) {
        Thread.ofPlatform().daemon().name("keyboard").start(() -> read(events));
    }

    /// The piece is on its way: the next one may come.
    void done() {
        room.release();
    }

    private void read(Consumer<Event> events) {
        byte[] buffer = new byte[PIECE];
        try {
            while (true) {
                room.acquire();
                int count = in.read(buffer);
                if (count < 0) {
                    break;
                }
                byte[] keys = new byte[count];
                System.arraycopy(buffer, 0, keys, 0, count);
                events.accept(new Event.Typed(Bytes.wrap(keys)));
            }
        } catch (IOException _) {
            // A terminal that has gone away reads as its end.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        events.accept(new Event.InputEnded());
    }
}
