package dev.sallyport.audit.recording;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Reads one recording from its beginning, also while it is still being written: the end is then
/// where the last whole line ends.
public final class RecordingReader implements Closeable {
    // The largest frame a server passes on, with every byte escaped, and room to spare.
    private static final int LINE_LIMIT = 16 << 20;
    private static final int KEPT = 64 << 10;

    private final InputStream plain;
    private final byte[] chunk = new byte[64 << 10];
    private final ByteRun line = new ByteRun(1024);
    private final EventParser parser = new EventParser();
    private final RecordingHeader header;
    private int chunkAt;
    private int chunkSize;
    private boolean torn;

    private RecordingReader(InputStream plain) throws IOException, MalformedRecordingException {
        this.plain = plain;
        if (!nextLine()) {
            throw new MalformedRecordingException("recording: no header");
        }
        header = RecordingHeader.decode(line.toBytes());
    }

    /// Takes the compressed stream over: closing the reader closes it.
    public static RecordingReader open(InputStream compressed)
            throws IOException, MalformedRecordingException {
        ZstdInputStreamNoFinalizer plain = new ZstdInputStreamNoFinalizer(compressed);
        try {
            return new RecordingReader(plain.setContinuous(true));
        } catch (IOException | MalformedRecordingException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    public RecordingHeader header() {
        return header;
    }

    /// The next event; empty at the end.
    public Optional<RecordingEvent> next() throws IOException, MalformedRecordingException {
        return nextLine() ? Optional.of(parser.parse(line)) : Optional.empty();
    }

    /// Whether the end was reached within a line: the rest was not written (yet).
    public boolean isTorn() {
        return torn;
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }

    private boolean nextLine() throws IOException, MalformedRecordingException {
        line.clear(KEPT);
        while (chunkAt < chunkSize || refill()) {
            int from = chunkAt;
            while (chunkAt < chunkSize && chunk[chunkAt] != '\n') {
                chunkAt++;
            }
            line.put(chunk, from, chunkAt - from);
            if (chunkAt < chunkSize) {
                chunkAt++;
                return true;
            }
            if (line.size() > LINE_LIMIT) {
                throw new MalformedRecordingException("line: longer than " + LINE_LIMIT);
            }
        }
        torn = line.size() > 0;
        return false;
    }

    private boolean refill() throws IOException, MalformedRecordingException {
        try {
            chunkAt = 0;
            chunkSize = Math.max(0, plain.read(chunk, 0, chunk.length));
            return chunkSize > 0;
        } catch (ZstdIOException e) {
            throw new MalformedRecordingException("compression: " + e.getMessage());
        }
    }
}
