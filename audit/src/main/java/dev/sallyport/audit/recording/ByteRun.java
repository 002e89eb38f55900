package dev.sallyport.audit.recording;

import dev.sallyport.protocol.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing run of bytes that is used again and again.
final class ByteRun {
    private byte[] array;
    private int size;

    ByteRun(int capacity) {
        array = new byte[capacity];
    }

    int size() {
        return size;
    }

    byte at(int index) {
        return array[index];
    }

    void put(int value) {
        ensure(1);
        array[size++] = (byte) value;
    }

    void put(ByteBuffer source, int from, int count) {
        ensure(count);
        source.get(from, array, size, count);
        size += count;
    }

    void put(byte[] source, int from, int count) {
        ensure(count);
        System.arraycopy(source, from, array, size, count);
        size += count;
    }

    void putAscii(String text) {
        put(text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
    }

    void copyTo(ByteBuffer target, int from, int count) {
        target.put(array, from, count);
    }

    Bytes toBytes() {
        return Bytes.wrap(Arrays.copyOf(array, size));
    }

    String toUtf8() {
        return new String(array, 0, size, StandardCharsets.UTF_8);
    }

    /// Empties it; a buffer that one huge event blew up is not kept.
    void clear(int keep) {
        size = 0;
        if (array.length > keep) {
            array = new byte[keep];
        }
    }

    private void ensure(int more) {
        if (array.length - size < more) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, size + more));
        }
    }
}
