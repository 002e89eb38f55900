package dev.sallyport.cli.channel;

import dev.sallyport.protocol.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Reads what comes in on this machine, one piece ahead of what is sent at most.
public final class Inflow {
    private final InputStream in;
    private final int piece;
    private final Semaphore room = new Semaphore(1);

    /// Reads in pieces of at most so many bytes.
    public Inflow(InputStream in, int piece) {
        this.in = in;
        this.piece = piece;
    }

    /// Reads on a thread that does not keep the program alive: a read cannot be broken off. `end`
    /// runs once, after the last piece; both are called on that thread.
    public void start(String name, Consumer<Bytes> pieces, Runnable end) {
        Thread.ofPlatform().daemon().name(name).start(() -> read(pieces, end));
    }

    /// The same on a virtual thread, for sockets, whose reads end when they are closed.
    public void startVirtual(String name, Consumer<Bytes> pieces, Runnable end) {
        Thread.ofVirtual().name(name).start(() -> read(pieces, end));
    }

    /// The piece is on its way: the next one may come.
    public void done() {
        room.release();
    }

    private void read(Consumer<Bytes> pieces, Runnable end) {
        byte[] buffer = new byte[piece];
        try {
            while (true) {
                room.acquire();
                int count = in.read(buffer);
                if (count < 0) {
                    break;
                }
                byte[] bytes = new byte[count];
                System.arraycopy(buffer, 0, bytes, 0, count);
                pieces.accept(Bytes.wrap(bytes));
            }
        } catch (IOException _) {
            // A terminal or socket that has gone away reads as its end.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        end.run();
    }
}
