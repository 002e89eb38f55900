package dev.sallyport.protocol.sigv4;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Percent-encoding as SigV4 wants it: everything but RFC 3986's unreserved characters, upper-case.
final class PercentCoding {
    private static final String HEX = "0123456789ABCDEF";
    private static final String UNRESERVED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private PercentCoding() {}

    /// Encodes every byte that is not unreserved, percent signs too, but for those in `kept`.
    static String encode(String text, String kept) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            append(out, b, kept);
        }
        return out.toString();
    }

    /// Encodes what is still raw, and leaves escapes as they are but for their letters' case.
    static String complete(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (escapeAt(bytes, i)) {
                out.append('%').append(upper(bytes[i + 1])).append(upper(bytes[i + 2]));
                i += 2;
            } else {
                append(out, bytes[i], "");
            }
        }
        return out.toString();
    }

    /// Broken escapes stay as they are: what they would mean is anybody's guess.
    static String decode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (escapeAt(bytes, i)) {
                out.write(
                        Character.digit(bytes[i + 1], 16) * 16 + Character.digit(bytes[i + 2], 16));
                i += 2;
            } else {
                out.write(bytes[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static boolean escapeAt(byte[] bytes, int at) {
        return bytes[at] == '%'
                && at + 2 < bytes.length
                && Character.digit(bytes[at + 1], 16) >= 0
                && Character.digit(bytes[at + 2], 16) >= 0;
    }

    private static char upper(byte hexDigit) {
        return HEX.charAt(Character.digit(hexDigit, 16));
    }

    private static void append(StringBuilder out, byte b, String kept) {
        if (UNRESERVED.indexOf(b) >= 0 || kept.indexOf(b) >= 0) {
            out.append((char) b);
        } else {
            out.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
        }
    }
}
