package dev.sallyport.agent.session;

/// Where a run of bytes may be cut without tearing a UTF-8 character.
final class Runes {
    private static final int MAX_SIZE = 4;

    private Runes() {}

    /// The length of the longest start of `bytes[0..length)` that does not end inside a character.
    /// Bytes that are not UTF-8 count as they are: only a beginning that may yet become a character
    /// is left out.
    static int wholeLength(byte[] bytes, int length) {
        for (int start = length - 1; start >= 0 && start > length - MAX_SIZE; start--) {
            int lead = bytes[start] & 0xff;
            if (isContinuation(lead)) {
                continue;
            }
            int have = length - start;
            return have < size(lead) && mayBegin(bytes, start, have) ? start : length;
        }
        return length;
    }

    private static boolean isContinuation(int octet) {
        return (octet & 0xc0) == 0x80;
    }

    /// 1 for what begins no longer character, valid or not.
    private static int size(int lead) {
        if (lead >= 0xc2 && lead <= 0xdf) {
            return 2;
        }
        if (lead >= 0xe0 && lead <= 0xef) {
            return 3;
        }
        return lead >= 0xf0 && lead <= 0xf4 ? 4 : 1;
    }

    /// The second byte is narrower after some leads: no overlong forms, no surrogates, nothing
    /// beyond U+10FFFF.
    private static boolean mayBegin(byte[] bytes, int start, int have) {
        if (have < 2) {
            return true;
        }
        int second = bytes[start + 1] & 0xff;
        return switch (bytes[start] & 0xff) {
            case 0xe0 -> second >= 0xa0;
            case 0xed -> second <= 0x9f;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second <= 0x8f;
            default -> true;
        };
    }
}
