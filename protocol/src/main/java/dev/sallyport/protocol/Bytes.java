package dev.sallyport.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// An immutable run of bytes, compared by content.
///
/// A slice shares its parent's array, so cutting a payload out of a frame costs no copy.
public final class Bytes {
    /// No bytes at all.
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private static final MessageDigest SHA_256 = sha256Digest();

    private final byte[] array;
    private final int offset;
    private final int size;

    private Bytes(byte[] array, int offset, int size) {
        this.array = array;
        this.offset = offset;
        this.size = size;
    }

    public static Bytes copyOf(byte[] source) {
        return wrap(source.clone());
    }

    /// Takes the array over without a copy: the caller must never touch it again.
    public static Bytes wrap(byte[] owned) {
        return owned.length == 0 ? EMPTY : new Bytes(owned, 0, owned.length);
    }

    public static Bytes ofUtf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Bytes ofHex(String hex) {
        return wrap(HexFormat.of().parseHex(hex));
    }

    public static Bytes ofBase64(String base64) {
        return wrap(Base64.getDecoder().decode(base64));
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public byte at(int index) {
        return array[offset + java.util.Objects.checkIndex(index, size)];
    }

    /// The bytes from `from` (inclusive) to `to` (exclusive), sharing this array.
    public Bytes slice(int from, int to) {
        java.util.Objects.checkFromToIndex(from, to, size);
        return from == to ? EMPTY : new Bytes(array, offset + from, to - from);
    }

    public byte[] toArray() {
        return Arrays.copyOfRange(array, offset, offset + size);
    }

    public ByteBuffer asReadOnlyBuffer() {
        return ByteBuffer.wrap(array, offset, size).slice().asReadOnlyBuffer();
    }

    /// Malformed parts become U+FFFD.
    public String toUtf8() {
        return new String(array, offset, size, StandardCharsets.UTF_8);
    }

    public String toHex() {
        return HexFormat.of().formatHex(array, offset, offset + size);
    }

    public String toBase64() {
        return Base64.getEncoder().encodeToString(toArray());
    }

    public Bytes sha256() {
        try {
            // A copy of one that is never used: finding the implementation anew costs more than a
            // short text's hash.
            MessageDigest digest = (MessageDigest) SHA_256.clone();
            digest.update(array, offset, size);
            return wrap(digest.digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java platform's SHA-256 can be copied", e);
        }
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(
                        array,
                        offset,
                        offset + size,
                        that.array,
                        that.offset,
                        that.offset + that.size);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + size; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /// The size only: payloads may hold what a user typed.
    @Override
    public String toString() {
        return "Bytes[" + size + "]";
    }
}
