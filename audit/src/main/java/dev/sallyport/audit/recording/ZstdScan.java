package dev.sallyport.audit.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/// Finds where the frames and blocks of a zstd file end, without decompressing it (RFC 8878, 3.1).
final class ZstdScan {
    /// @param wholeEnd where the last finished frame ends
    /// @param blockEnds the ends of the whole blocks of the unfinished frame behind it; the first
    ///   entry is the end of its header. Empty if there is no such frame
    record Result(long wholeEnd, List<Long> blockEnds) {}

    private static final int MAGIC = 0xfd2fb528;
    private static final int RESERVED_BLOCK = 3;
    private static final int RLE_BLOCK = 1;

    private final SeekableByteChannel file;
    private final ByteBuffer head = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer chunk = ByteBuffer.allocate(64 << 10).limit(0);
    private long chunkFrom;

    private ZstdScan(SeekableByteChannel file) {
        this.file = file;
    }

    static Result of(SeekableByteChannel file) throws IOException {
        return new ZstdScan(file).scan();
    }

    private Result scan() throws IOException {
        long wholeEnd = 0;
        while (true) {
            List<Long> blockEnds = new ArrayList<>();
            long end = scanFrame(wholeEnd, blockEnds);
            if (end < 0) {
                return new Result(wholeEnd, List.copyOf(blockEnds));
            }
            wholeEnd = end;
        }
    }

    /// The end of the frame at this place, or -1 if it is not finished.
    private long scanFrame(long start, List<Long> blockEnds) throws IOException {
        if (!read(start, 4) || head.getInt(0) != MAGIC || !read(start + 4, 1)) {
            return -1;
        }
        int descriptor = head.get(0) & 0xff;
        long at = start + 5 + headerRest(descriptor);
        int checksum = (descriptor & 0x04) != 0 ? 4 : 0;
        if (at > file.size()) {
            return -1;
        }
        blockEnds.add(at);
        while (read(at, 3)) {
            int block = head.getInt(0) & 0xffffff;
            int type = block >> 1 & 3;
            at += 3 + (type == RLE_BLOCK ? 1 : block >> 3);
            if (type == RESERVED_BLOCK || at > file.size()) {
                return -1;
            }
            blockEnds.add(at);
            if ((block & 1) != 0) {
                return at + checksum <= file.size() ? at + checksum : -1;
            }
        }
        return -1;
    }

    private static int headerRest(int descriptor) {
        boolean single = (descriptor & 0x20) != 0;
        int dictionary = new int[] {0, 1, 2, 4}[descriptor & 3];
        int size = new int[] {single ? 1 : 0, 2, 4, 8}[descriptor >> 6];
        return (single ? 0 : 1) + dictionary + size;
    }

    /// Brings `count` bytes (at most 4) from `at` on into the head. False if the file ends before.
    private boolean read(long at, int count) throws IOException {
        if (at < chunkFrom || at + count > chunkFrom + chunk.limit()) {
            refill(at);
        }
        int offset = (int) (at - chunkFrom);
        if (offset + count > chunk.limit()) {
            return false;
        }
        head.putInt(0, 0);
        for (int i = 0; i < count; i++) {
            head.put(i, chunk.get(offset + i));
        }
        return true;
    }

    private void refill(long at) throws IOException {
        chunkFrom = at;
        chunk.clear();
        file.position(at);
        while (chunk.hasRemaining() && file.read(chunk) >= 0) {}
        chunk.flip();
    }
}
