package dev.sallyport.agent.session;

import dev.sallyport.protocol.Bytes;
import java.util.Arrays;

/// What a terminal has written and no frame has taken yet. Its owner bounds it.
final class PendingOutput {
    private byte[] bytes = new byte[4096];
    private int size;

    int size() {
        return size;
    }

    void append(byte[] from, int length) {
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length));
        }
        System.arraycopy(from, 0, bytes, size, length);
        size += length;
    }

    /// Takes at most `max` bytes off the front, cut between characters. If all there is is the
    /// beginning of one, it is given only when `evenTorn`.
    Bytes take(int max, boolean evenTorn) {
        int available = Math.min(size, max);
        int whole = Runes.wholeLength(bytes, available);
        int length = whole == 0 && evenTorn ? available : whole;
        if (length == 0) {
            return Bytes.EMPTY;
        }
        Bytes taken = Bytes.wrap(Arrays.copyOf(bytes, length));
        System.arraycopy(bytes, length, bytes, 0, size - length);
        size -= length;
        return taken;
    }
}
