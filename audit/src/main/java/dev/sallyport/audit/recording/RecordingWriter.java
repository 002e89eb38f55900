package dev.sallyport.audit.recording;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.sallyport.protocol.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes one recording. Not for use by several threads at once.
///
/// After a failure the writer must be {@linkplain #abandon abandoned}: the file behind it may end
/// in half a block.
public final class RecordingWriter {
    // A window of 64 KiB: a terminal repeats itself within a screen or two, and the memory is held
    // for every session that is busy at this moment.
    private static final int WINDOW_LOG = 16;
    private static final int HASH_LOG = 13;
    private static final int LEVEL = 1;
    private static final int FRAME_LIMIT = 1 << 20;

    private final WritableByteChannel out;
    private @Nullable ZstdCompressCtx frame;
    private int inFrame;

    private RecordingWriter(WritableByteChannel out) {
        this.out = out;
    }

    /// Starts a new recording; its header is written when this returns.
    public static RecordingWriter start(
            WritableByteChannel out, RecordingHeader header, RecordingBuffers buffers)
            throws IOException {
        RecordingWriter writer = new RecordingWriter(out);
        Bytes line = header.encode();
        buffers.clear();
        buffers.lines.put(line.asReadOnlyBuffer(), 0, line.size());
        buffers.lines.put('\n');
        try {
            writer.flush(buffers);
        } catch (IOException e) {
            writer.abandon();
            throw e;
        }
        return writer;
    }

    /// Goes on with a recording that {@link RecordingRepair} has found or made whole; the channel
    /// stands at its end.
    public static RecordingWriter resume(WritableByteChannel out) {
        return new RecordingWriter(out);
    }

    /// Writes the events as whole blocks: once this returns, a reader of the file sees them all.
    public void write(List<RecordingEvent> events, RecordingBuffers buffers) throws IOException {
        buffers.clear();
        for (RecordingEvent event : events) {
            EventLines.encode(event, buffers.lines);
        }
        if (buffers.lines.size() > 0) {
            flush(buffers);
        }
        if (inFrame >= FRAME_LIMIT) {
            rest(buffers);
        }
    }

    /// Whether no compressor is held.
    public boolean isResting() {
        return frame == null;
    }

    /// Finishes the current zstd frame and frees its memory. The next write begins another one.
    public void rest(RecordingBuffers buffers) throws IOException {
        ZstdCompressCtx current = frame;
        if (current != null) {
            buffers.clear();
            compress(current, EndDirective.END, buffers);
            abandon();
        }
    }

    /// Frees the memory and writes nothing. The file stays readable up to its last whole block.
    public void abandon() {
        ZstdCompressCtx current = frame;
        if (current != null) {
            current.close();
        }
        frame = null;
        inFrame = 0;
    }

    private void flush(RecordingBuffers buffers) throws IOException {
        ZstdCompressCtx current = frame == null ? begin() : frame;
        ByteRun lines = buffers.lines;
        ByteBuffer plain = buffers.plain;
        for (int from = 0; from < lines.size(); ) {
            int count = Math.min(plain.capacity(), lines.size() - from);
            plain.clear();
            lines.copyTo(plain, from, count);
            from += count;
            boolean last = from == lines.size();
            compress(current, last ? EndDirective.FLUSH : EndDirective.CONTINUE, buffers);
        }
        inFrame += lines.size();
    }

    private ZstdCompressCtx begin() {
        // No checksum: it would have to be made good when a torn frame is finished.
        ZstdCompressCtx fresh =
                new ZstdCompressCtx()
                        .setLevel(LEVEL)
                        .setChecksum(false)
                        .setContentSize(false)
                        .setWindowLog(WINDOW_LOG)
                        .setHashLog(HASH_LOG);
        frame = fresh;
        return fresh;
    }

    private void compress(ZstdCompressCtx current, EndDirective directive, RecordingBuffers buffers)
            throws IOException {
        buffers.plain.flip();
        ByteBuffer packed = buffers.packed;
        boolean done = false;
        while (!done) {
            packed.clear();
            done = step(current, directive, buffers);
            packed.flip();
            while (packed.hasRemaining()) {
                out.write(packed);
            }
        }
    }

    private static boolean step(
            ZstdCompressCtx current, EndDirective directive, RecordingBuffers buffers)
            throws IOException {
        try {
            boolean done =
                    current.compressDirectByteBufferStream(
                            buffers.packed, buffers.plain, directive);
            return directive == EndDirective.CONTINUE ? !buffers.plain.hasRemaining() : done;
        } catch (ZstdException e) {
            throw new IOException("compression failed", e);
        }
    }
}
