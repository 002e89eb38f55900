package dev.sallyport.agent.files;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.files.FileCodec;
import dev.sallyport.transfer.FileLine;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Payloads over the pipes of a process: each behind its length, four bytes. What comes in is read
/// ahead by a thread of its own, within limits.
final class PipeLine implements FileLine {
    private static final int READ_AHEAD = 16;
    // No payload is empty.
    private static final Bytes END = Bytes.EMPTY;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final BlockingQueue<Bytes> read = new ArrayBlockingQueue<>(READ_AHEAD);
    private boolean ended;

    PipeLine(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(out);
    }

    /// Reads ahead until the pipe ends. Blocks.
    void readAhead() throws InterruptedException {
        try {
            Bytes payload = take(in);
            while (payload != null) {
                read.put(payload);
                payload = take(in);
            }
        } catch (IOException _) {
            // An end like any other: whoever waits hears that nothing more comes.
        } finally {
            read.put(END);
        }
    }

    /// The next payload of a pipe; null at its end.
    static @Nullable Bytes take(DataInputStream in) throws IOException {
        int size;
        try {
            size = in.readInt();
        } catch (EOFException _) {
            return null;
        }
        if (size <= 0 || size > FileCodec.MAX_PAYLOAD) {
            throw new IOException("payload: " + size + " bytes");
        }
        byte[] payload = new byte[size];
        in.readFully(payload);
        return Bytes.wrap(payload);
    }

    static void put(DataOutputStream out, Bytes payload) throws IOException {
        out.writeInt(payload.size());
        out.write(payload.toArray());
        out.flush();
    }

    @Override
    public void send(Bytes payload) throws IOException {
        put(out, payload);
    }

    @Override
    public Optional<Bytes> receive() throws InterruptedException {
        return ended ? Optional.empty() : known(read.take());
    }

    @Override
    public Optional<Bytes> poll() {
        Bytes next = ended ? null : read.poll();
        return next == null ? Optional.empty() : known(next);
    }

    private Optional<Bytes> known(Bytes payload) {
        ended = payload.isEmpty();
        return ended ? Optional.empty() : Optional.of(payload);
    }
}
