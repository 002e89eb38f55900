package dev.sallyport.audit.recording;

import dev.sallyport.protocol.Bytes;
import java.nio.ByteBuffer;

/// Any bytes as the inside of a JSON string, and back.
///
/// Valid UTF-8 stands for itself. Every other byte becomes a lone low surrogate, which UTF-8 cannot
/// hold, so the two never mix (Python calls this `surrogateescape`).
final class EscapedText {
    private static final byte[] HEX =
            "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final int ESCAPE_BASE = 0xdc00;

    private EscapedText() {}

    static void encode(Bytes bytes, ByteRun out) {
        ByteBuffer in = bytes.asReadOnlyBuffer();
        int at = 0;
        while (at < in.limit()) {
            int plain = plainRun(in, at);
            if (plain > 0) {
                out.put(in, at, plain);
                at += plain;
                continue;
            }
            int first = in.get(at) & 0xff;
            int length = first < 0x80 ? 0 : runeLength(in, at, first);
            if (length > 0) {
                out.put(in, at, length);
                at += length;
            } else {
                encodeByte(first, out);
                at++;
            }
        }
    }

    /// How many bytes from here on stand for themselves: nearly all of what terminals print.
    private static int plainRun(ByteBuffer in, int from) {
        int at = from;
        while (at < in.limit() && isPlain(in.get(at))) {
            at++;
        }
        return at - from;
    }

    private static boolean isPlain(byte value) {
        return value >= 0x20 && value != 0x7f && value != '"' && value != '\\';
    }

    /// Reads up to the closing quote from `at` on and returns the index behind it.
    static int decode(ByteRun line, int at, ByteRun out) throws MalformedRecordingException {
        int next = at;
        while (next < line.size()) {
            int unit = line.at(next++) & 0xff;
            if (unit == '"') {
                return next;
            }
            if (unit == '\\') {
                next = decodeEscape(line, next, out);
            } else {
                out.put(unit);
            }
        }
        throw new MalformedRecordingException("text: no closing quote");
    }

    private static void encodeByte(int value, ByteRun out) {
        switch (value) {
            case '"', '\\' -> {
                out.put('\\');
                out.put(value);
            }
            case '\n' -> out.putAscii("\\n");
            case '\r' -> out.putAscii("\\r");
            case '\t' -> out.putAscii("\\t");
            default -> encodeUnit(value < 0x80 ? value : ESCAPE_BASE + value, out);
        }
    }

    private static void encodeUnit(int unit, ByteRun out) {
        out.put('\\');
        out.put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.put(HEX[unit >> shift & 0xf]);
        }
    }

    /// How many bytes the well-formed rune at this place has; 0 if there is none. The second byte's
    /// range depends on the first: no overlong forms, no surrogates, nothing above U+10FFFF.
    private static int runeLength(ByteBuffer in, int at, int first) {
        if (first >= 0xc2 && first <= 0xdf) {
            return continues(in, at + 1, 1) ? 2 : 0;
        }
        if (first >= 0xe0 && first <= 0xef) {
            int low = first == 0xe0 ? 0xa0 : 0x80;
            int high = first == 0xed ? 0x9f : 0xbf;
            return between(in, at + 1, low, high) && continues(in, at + 2, 1) ? 3 : 0;
        }
        if (first >= 0xf0 && first <= 0xf4) {
            int low = first == 0xf0 ? 0x90 : 0x80;
            int high = first == 0xf4 ? 0x8f : 0xbf;
            return between(in, at + 1, low, high) && continues(in, at + 2, 2) ? 4 : 0;
        }
        return 0;
    }

    private static boolean continues(ByteBuffer in, int at, int count) {
        for (int i = at; i < at + count; i++) {
            if (!between(in, i, 0x80, 0xbf)) {
                return false;
            }
        }
        return true;
    }

    private static boolean between(ByteBuffer in, int at, int low, int high) {
        return at < in.limit() && (in.get(at) & 0xff) >= low && (in.get(at) & 0xff) <= high;
    }

    private static int decodeEscape(ByteRun line, int at, ByteRun out)
            throws MalformedRecordingException {
        if (at >= line.size()) {
            throw new MalformedRecordingException("text: ends within an escape");
        }
        int kind = line.at(at);
        switch (kind) {
            case '"', '\\', '/' -> out.put(kind);
            case 'n' -> out.put('\n');
            case 'r' -> out.put('\r');
            case 't' -> out.put('\t');
            case 'b' -> out.put('\b');
            case 'f' -> out.put('\f');
            case 'u' -> {
                return decodeUnit(line, at + 1, out);
            }
            default -> throw new MalformedRecordingException("text: unknown escape");
        }
        return at + 1;
    }

    private static int decodeUnit(ByteRun line, int at, ByteRun out)
            throws MalformedRecordingException {
        int unit = hex(line, at);
        if (unit >= ESCAPE_BASE + 0x80 && unit <= ESCAPE_BASE + 0xff) {
            out.put(unit - ESCAPE_BASE);
            return at + 4;
        }
        boolean high = unit >= 0xd800 && unit < 0xdc00;
        if (high && at + 6 <= line.size() && line.at(at + 4) == '\\' && line.at(at + 5) == 'u') {
            int low = hex(line, at + 6);
            if (low >= 0xdc00 && low < 0xe000) {
                putRune(Character.toCodePoint((char) unit, (char) low), out);
                return at + 10;
            }
        }
        if (unit >= 0xd800 && unit < 0xe000) {
            throw new MalformedRecordingException("text: a lone surrogate that stands for no byte");
        }
        putRune(unit, out);
        return at + 4;
    }

    private static void putRune(int rune, ByteRun out) {
        byte[] utf8 = Character.toString(rune).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        out.put(utf8, 0, utf8.length);
    }

    private static int hex(ByteRun line, int at) throws MalformedRecordingException {
        if (at + 4 > line.size()) {
            throw new MalformedRecordingException("text: ends within an escape");
        }
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(line.at(i), 16);
            if (digit < 0) {
                throw new MalformedRecordingException("text: an escape that is not hex");
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
