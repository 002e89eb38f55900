package dev.sallyport.protocol.files;

import dev.sallyport.protocol.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads the fields of one message, each within its bounds.
final class Fields {
    static final int LONGEST_TEXT = 300;
    static final int LONGEST_PATH = 4096;
    private static final int SHA_256 = 32;
    private static final int ALL_MODES = 0777;
    private static final long LARGEST_FILE = 1L << 50;

    /// Some 285 years each way.
    private static final long LARGEST_TIME = 1L << 53;

    private final Bytes bytes;
    private int at;

    Fields(Bytes bytes) {
        this.bytes = bytes;
    }

    void end() throws MalformedFilesException {
        if (at != bytes.size()) {
            throw new MalformedFilesException("message: longer than its fields");
        }
    }

    int u8() throws MalformedFilesException {
        return take(1).at(0) & 0xff;
    }

    int i32() throws MalformedFilesException {
        return take(Integer.BYTES).asReadOnlyBuffer().getInt();
    }

    int id() throws MalformedFilesException {
        return (int) within("number", i32(), 0, Integer.MAX_VALUE);
    }

    int mode() throws MalformedFilesException {
        return (int) within("mode", i32(), 0, ALL_MODES);
    }

    long size() throws MalformedFilesException {
        return within("size", i64(), 0, LARGEST_FILE);
    }

    long time() throws MalformedFilesException {
        return within("time", i64(), -LARGEST_TIME, LARGEST_TIME);
    }

    boolean flag() throws MalformedFilesException {
        return within("flag", u8(), 0, 1) == 1;
    }

    Verdict verdict() throws MalformedFilesException {
        return Verdict.of(u8());
    }

    /// 32 bytes or none.
    Bytes hash() throws MalformedFilesException {
        Bytes hash = counted(SHA_256);
        if (!hash.isEmpty() && hash.size() != SHA_256) {
            throw new MalformedFilesException("hash: " + hash.size() + " bytes");
        }
        return hash;
    }

    RelativeName name() throws MalformedFilesException {
        return RelativeName.decode(counted(LONGEST_PATH));
    }

    String text() throws MalformedFilesException {
        return text(LONGEST_TEXT);
    }

    String longText() throws MalformedFilesException {
        return text(LONGEST_PATH);
    }

    private String text(int longest) throws MalformedFilesException {
        try {
            ByteBuffer utf8 = counted(longest).asReadOnlyBuffer();
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedFilesException("text: not UTF-8");
        }
    }

    private Bytes counted(int longest) throws MalformedFilesException {
        Bytes head = take(Short.BYTES);
        int length = ((head.at(0) & 0xff) << 8) | (head.at(1) & 0xff);
        within("length", length, 0, longest);
        return take(length);
    }

    private long i64() throws MalformedFilesException {
        return take(Long.BYTES).asReadOnlyBuffer().getLong();
    }

    private Bytes take(int count) throws MalformedFilesException {
        if (count > bytes.size() - at) {
            throw new MalformedFilesException("message: shorter than its fields");
        }
        at += count;
        return bytes.slice(at - count, at);
    }

    private static long within(String what, long value, long least, long most)
            throws MalformedFilesException {
        if (value < least || value > most) {
            throw new MalformedFilesException(what + ": " + value);
        }
        return value;
    }
}
