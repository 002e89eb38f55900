package dev.sallyport.transfer;

import dev.sallyport.protocol.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 of files and of their beginnings.
final class Hashing {
    private static final int PIECE = 64 * 1024;

    private Hashing() {}

    static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Adds the next `count` bytes of the channel, or fewer where it ends.
    static long add(MessageDigest digest, FileChannel from, long count) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        long left = count;
        while (left > 0) {
            piece.clear().limit((int) Math.min(left, PIECE));
            int read = from.read(piece);
            if (read < 0) {
                break;
            }
            left -= read;
            digest.update(piece.flip());
        }
        return count - left;
    }

    /// The hash so far; the digest goes on.
    static Bytes soFar(MessageDigest digest) {
        try {
            return Bytes.wrap(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java platform's SHA-256 can be copied", e);
        }
    }

    static Bytes of(FileChannel whole) throws IOException {
        MessageDigest digest = begin();
        add(digest, whole, Long.MAX_VALUE);
        return Bytes.wrap(digest.digest());
    }
}
