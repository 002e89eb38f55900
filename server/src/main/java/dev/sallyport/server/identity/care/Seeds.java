package dev.sallyport.server.identity.care;

import dev.sallyport.protocol.Bytes;

/// Writes the seed of a device in base 32 (RFC 4648), as people type it into authenticators.
final class Seeds {
    /// 64 characters of base 32, as AWS makes them.
    static final int SIZE = 40;

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Seeds() {}

    static String base32(Bytes bits) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int held = 0;
        for (int i = 0; i < bits.size(); i++) {
            buffer = (buffer << 8) | (bits.at(i) & 0xff);
            held += 8;
            while (held >= 5) {
                held -= 5;
                text.append(ALPHABET.charAt((buffer >> held) & 31));
            }
            buffer &= (1 << held) - 1;
        }
        return text.toString();
    }
}
