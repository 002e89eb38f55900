package dev.sallyport.server.identity.directory;

import dev.sallyport.protocol.Bytes;

/// Writes bits in the alphabet AWS's ids are made of.
public final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Base32() {}

    /// One character per byte, of which five bits count: for ids, not for reading back.
    public static String text(Bytes bits, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(bits.at(i) & 31));
        }
        return text.toString();
    }
}
