package dev.sallyport.protocol.files;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.files.FileMessage.Announce;
import dev.sallyport.protocol.files.FileMessage.Complete;
import dev.sallyport.protocol.files.FileMessage.Done;
import dev.sallyport.protocol.files.FileMessage.End;
import dev.sallyport.protocol.files.FileMessage.Failed;
import dev.sallyport.protocol.files.FileMessage.Have;
import dev.sallyport.protocol.files.FileMessage.Leave;
import dev.sallyport.protocol.files.FileMessage.Open;
import dev.sallyport.protocol.files.FileMessage.Over;
import dev.sallyport.protocol.files.FileMessage.Piece;
import dev.sallyport.protocol.files.FileMessage.Ready;
import dev.sallyport.protocol.files.FileMessage.Removed;
import dev.sallyport.protocol.files.FileMessage.Settled;
import dev.sallyport.protocol.files.FileMessage.Start;
import dev.sallyport.protocol.files.FileMessage.Thing;
import dev.sallyport.protocol.files.FileMessage.Unsent;
import dev.sallyport.protocol.files.FileMessage.Want;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Messages on their way into one payload. Not safe for use by several threads.
public final class FileBatch {
    /// Room for any message but data.
    private static final int RESERVE = 10 * 1024;

    /// A small payload is copied, a large one is handed over with its array.
    private static final int SMALL = FileCodec.MAX_PAYLOAD / 2;

    /// Where a file's bytes come from, as a channel gives them.
    @FunctionalInterface
    public interface Source {
        /// Reads some bytes; -1 at the end.
        int read(ByteBuffer into) throws IOException;
    }

    private ByteBuffer buffer = ByteBuffer.allocate(FileCodec.MAX_PAYLOAD);

    public boolean isEmpty() {
        return buffer.position() == 0;
    }

    /// Whether another message than data is sure to find room.
    public boolean hasRoom() {
        return buffer.remaining() >= RESERVE;
    }

    /// Room for data.
    public int dataRoom() {
        return buffer.remaining() - FileCodec.HEAD;
    }

    /// The payload so far; the batch is empty again.
    public Bytes take() {
        int size = buffer.position();
        if (size < SMALL) {
            Bytes copy = Bytes.wrap(Arrays.copyOf(buffer.array(), size));
            buffer.clear();
            return copy;
        }
        Bytes whole = Bytes.wrap(buffer.array()).slice(0, size);
        buffer = ByteBuffer.allocate(FileCodec.MAX_PAYLOAD);
        return whole;
    }

    /// A piece of a file, read straight into the payload, at most `most` bytes.
    ///
    /// @return what was read, to look at only; empty at the file's end
    public ByteBuffer data(Source source, long most) throws IOException {
        int from = buffer.position() + FileCodec.HEAD;
        int room = (int) Math.min(most, buffer.capacity() - from);
        ByteBuffer piece = buffer.duplicate();
        piece.limit(from + room).position(from);
        boolean more = true;
        while (more && piece.hasRemaining()) {
            more = source.read(piece) >= 0;
        }
        int count = piece.position() - from;
        if (count > 0) {
            buffer.put((byte) FileCodec.DATA).putInt(count).position(from + count);
        }
        return piece.flip().position(from).slice();
    }

    /// Adds any message but data. The caller has looked at {@link #hasRoom}.
    public void add(FileMessage message) {
        int start = buffer.position();
        buffer.position(start + FileCodec.HEAD);
        int kind = fields(message);
        buffer.put(start, (byte) kind);
        buffer.putInt(start + 1, buffer.position() - start - FileCodec.HEAD);
    }

    private int fields(FileMessage message) {
        return switch (message) {
            case Open(int version, var wishes) -> {
                buffer.put((byte) version).putInt(Wish.bits(wishes));
                yield FileCodec.OPEN;
            }
            case Failed(Verdict verdict, String text) -> {
                outcome(verdict, text);
                yield FileCodec.FAILED;
            }
            case FileMessage.OfSender sent -> fields(sent);
            case FileMessage.OfReceiver answer -> fields(answer);
        };
    }

    private int fields(FileMessage.OfSender message) {
        return switch (message) {
            case Done() -> FileCodec.DONE;
            case Announce announce -> fields(announce);
            case Complete(RelativeName folder) -> {
                name(folder);
                yield FileCodec.COMPLETE;
            }
            case Leave(int id, RelativeName folder, int mode, long modified) -> {
                buffer.putInt(id);
                name(folder);
                buffer.putInt(mode).putLong(modified);
                yield FileCodec.LEAVE;
            }
            case Start(int id, long offset) -> {
                buffer.putInt(id).putLong(offset);
                yield FileCodec.START;
            }
            case End(Verdict verdict, Bytes hash, String text) -> {
                buffer.put((byte) verdict.code());
                counted(hash);
                text(text, Fields.LONGEST_TEXT);
                yield FileCodec.END;
            }
            case Unsent(String name, Verdict verdict, String text) -> {
                text(name, Fields.LONGEST_PATH);
                outcome(verdict, text);
                yield FileCodec.UNSENT;
            }
            case Piece _ -> throw new IllegalArgumentException("data goes in by its own door");
        };
    }

    private int fields(Announce announce) {
        buffer.putInt(announce.id());
        name(announce.name());
        buffer.putInt(announce.mode()).putLong(announce.modifiedMicros());
        return switch (announce.thing()) {
            case Thing.File(long size, Bytes hash) -> {
                buffer.putLong(size);
                counted(hash);
                yield FileCodec.FILE;
            }
            case Thing.Folder() -> FileCodec.FOLDER;
            case Thing.Link(String target) -> {
                text(target, Fields.LONGEST_PATH);
                yield FileCodec.LINK;
            }
        };
    }

    private int fields(FileMessage.OfReceiver message) {
        return switch (message) {
            case Ready(boolean renames) -> {
                buffer.put((byte) (renames ? 1 : 0));
                yield FileCodec.READY;
            }
            case Want(int id, long offset, Bytes hash) -> {
                buffer.putInt(id).putLong(offset);
                counted(hash);
                yield FileCodec.WANT;
            }
            case Have(int id) -> {
                buffer.putInt(id);
                yield FileCodec.HAVE;
            }
            case Settled(int id, Verdict verdict, String text) -> {
                buffer.putInt(id);
                outcome(verdict, text);
                yield FileCodec.SETTLED;
            }
            case Removed(RelativeName name, Verdict verdict, String text) -> {
                name(name);
                outcome(verdict, text);
                yield FileCodec.REMOVED;
            }
            case Over() -> FileCodec.OVER;
        };
    }

    private void outcome(Verdict verdict, String text) {
        buffer.put((byte) verdict.code());
        text(text, Fields.LONGEST_TEXT);
    }

    private void name(RelativeName name) {
        counted(Bytes.ofUtf8(name.toString()));
    }

    /// What is too long is cut at a character's border; half a surrogate becomes a question mark.
    private void text(String text, int longest) {
        String kept = text;
        while (Bytes.ofUtf8(kept).size() > longest) {
            kept = kept.substring(0, Math.min(kept.length() - 1, longest));
        }
        counted(Bytes.ofUtf8(kept));
    }

    private void counted(Bytes bytes) {
        buffer.putShort((short) bytes.size()).put(bytes.asReadOnlyBuffer());
    }
}
