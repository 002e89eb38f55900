package dev.sallyport.audit.recording;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.sallyport.audit.recording.RecordingEvent.Input;
import dev.sallyport.audit.recording.RecordingEvent.Other;
import dev.sallyport.audit.recording.RecordingEvent.Output;
import dev.sallyport.audit.recording.RecordingEvent.Resize;
import dev.sallyport.audit.recording.RecordingEvent.Said;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes a recording whole again after its writer has died, so that another can go on with it.
///
/// Nothing that a reader could have seen is lost, and dying within a repair does no harm.
public final class RecordingRepair {
    // "Last block, raw, no bytes": makes a finished frame of one that ends with any whole block.
    private static final byte[] LAST_BLOCK = {1, 0, 0};

    private RecordingRepair() {}

    /// Cuts what is torn off and tells how far the recording goes. Empty if not even the header
    /// survived; the file is then empty too.
    public static Optional<RecordingProgress> repair(SeekableByteChannel file)
            throws IOException, MalformedRecordingException {
        ZstdScan.Result found = ZstdScan.of(file);
        if (!finish(file, found)) {
            file.truncate(found.wholeEnd());
        }
        if (file.size() == 0) {
            return Optional.empty();
        }
        file.position(0);
        RecordingProgress progress = count(file);
        file.position(file.size());
        return Optional.of(progress);
    }

    private static boolean finish(SeekableByteChannel file, ZstdScan.Result found)
            throws IOException {
        List<Long> ends = found.blockEnds();
        // The first end is that of the frame's header: nothing would be left.
        for (int i = ends.size() - 1; i > 0; i--) {
            if (endsWithALine(file, found.wholeEnd(), ends.get(i))) {
                file.truncate(ends.get(i));
                file.position(ends.get(i));
                writeFully(file, ByteBuffer.wrap(LAST_BLOCK));
                return true;
            }
        }
        return false;
    }

    private static boolean endsWithALine(SeekableByteChannel file, long from, long to)
            throws IOException {
        ByteBuffer packed = ByteBuffer.allocateDirect((int) (to - from) + LAST_BLOCK.length);
        packed.limit((int) (to - from));
        file.position(from);
        while (packed.hasRemaining() && file.read(packed) >= 0) {}
        packed.limit(packed.capacity()).position((int) (to - from));
        packed.put(LAST_BLOCK).flip();
        ByteBuffer plain = ByteBuffer.allocateDirect(128 << 10);
        int last = -1;
        try (ZstdDecompressCtx decompressor = new ZstdDecompressCtx()) {
            boolean done = false;
            while (!done) {
                plain.clear();
                done = decompressor.decompressDirectByteBufferStream(plain, packed);
                if (plain.position() > 0) {
                    last = plain.get(plain.position() - 1);
                } else if (!done) {
                    return false;
                }
            }
        } catch (ZstdException e) {
            return false;
        }
        return last == '\n';
    }

    private static RecordingProgress count(SeekableByteChannel file)
            throws IOException, MalformedRecordingException {
        try (RecordingReader reader = RecordingReader.open(new KeptOpen(file))) {
            boolean isTold = reader.header().content() instanceof RecordingHeader.Content.Ssh;
            long down = 0;
            long up = 0;
            boolean printing = false;
            List<Said> said = new ArrayList<>();
            Optional<RecordingEvent> next = reader.next();
            while (next.isPresent()) {
                switch (next.orElseThrow()) {
                    // What a node tells of an SSH session is no frame: its frames are `x` lines.
                    case Output _, Input _, Resize _ when isTold -> {}
                    case Output _ -> {
                        down++;
                        printing = true;
                    }
                    case Input _, Resize _ -> up++;
                    case Other other when other.heading() == Heading.DOWN -> down++;
                    case Other _ -> up++;
                    case RecordingEvent.Sealed frame when frame.heading() == Heading.DOWN -> down++;
                    case RecordingEvent.Sealed _ -> up++;
                    case Said line -> said.add(inTurn(line, down + said.size()));
                    case RecordingEvent.Repeated _,
                            RecordingEvent.Carried _,
                            RecordingEvent.Copied _,
                            RecordingEvent.Marker _,
                            RecordingEvent.Unknown _ -> {}
                }
                next = reader.next();
            }
            return new RecordingProgress(down, up, printing, said);
        }
    }

    private static Said inTurn(Said line, long number) throws MalformedRecordingException {
        if (line.sequence() != number) {
            throw new MalformedRecordingException(
                    "said: number " + line.sequence() + " (expected: " + number + ")");
        }
        return line;
    }

    /// Does not close the file with the reader: the caller goes on to write it.
    private static final class KeptOpen extends FilterInputStream {
        KeptOpen(SeekableByteChannel file) {
            super(Channels.newInputStream(file));
        }

        @Override
        public void close() {}
    }

    private static void writeFully(SeekableByteChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }
}
