package dev.sallyport.policy.language;

import java.util.Optional;

/// Addresses that begin with the same bits. An IPv4 address in IPv6 clothes (`::ffff:1.2.3.4`)
/// counts as the IPv4 address; otherwise the families never match each other.
///
/// @param high the first 64 bits; 0 for IPv4
/// @param low the other bits; for IPv4 its 32
/// @param bits how many of the family's leading bits count
public record IpRange(boolean v6, long high, long low, int bits) {
    private static final int V4_BITS = 32;
    private static final int V6_BITS = 128;
    private static final int MAPPED_BITS = V6_BITS - V4_BITS;
    private static final int GROUPS = 8;

    /// An address, with or without `/bits`.
    public static Optional<IpRange> parse(String text) {
        if (text.length() > 60) {
            return Optional.empty();
        }
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        Optional<IpRange> single = address.indexOf(':') < 0 ? v4(address) : v6(address);
        if (slash < 0 || single.isEmpty()) {
            return single;
        }
        int bits = smallNumber(text.substring(slash + 1), 10);
        IpRange range = single.orElseThrow();
        boolean mapped = !range.v6 && address.indexOf(':') >= 0;
        int wanted = mapped ? bits - MAPPED_BITS : bits;
        return bits >= 0 && wanted >= 0 && wanted <= (range.v6 ? V6_BITS : V4_BITS)
                ? Optional.of(new IpRange(range.v6, range.high, range.low, wanted))
                : Optional.empty();
    }

    public boolean contains(IpRange other) {
        if (v6 != other.v6 || other.bits < bits) {
            return false;
        }
        if (!v6) {
            return bits == 0 || (low ^ other.low) >>> (V4_BITS - bits) == 0;
        }
        if (bits == 0) {
            return true;
        }
        if (bits <= Long.SIZE) {
            return (high ^ other.high) >>> (Long.SIZE - bits) == 0;
        }
        return high == other.high && (low ^ other.low) >>> (V6_BITS - bits) == 0;
    }

    private static Optional<IpRange> v4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        long value = 0;
        for (String part : parts) {
            int number = smallNumber(part, 10);
            if (number < 0 || number > 255) {
                return Optional.empty();
            }
            value = value << 8 | number;
        }
        return Optional.of(new IpRange(false, 0, value, V4_BITS));
    }

    private static Optional<IpRange> v6(String text) {
        String hex = text;
        int dot = text.indexOf('.');
        if (dot >= 0) {
            int colon = text.lastIndexOf(':');
            Optional<IpRange> tail = v4(text.substring(colon + 1));
            if (tail.isEmpty()) {
                return Optional.empty();
            }
            long low = tail.orElseThrow().low;
            hex =
                    text.substring(0, colon + 1)
                            + Long.toHexString(low >>> 16)
                            + ":"
                            + Long.toHexString(low & 0xffff);
        }
        int gap = hex.indexOf("::");
        if (gap < 0) {
            return assemble(hex.split(":", -1), new String[0], false);
        }
        return assemble(pieces(hex.substring(0, gap)), pieces(hex.substring(gap + 2)), true);
    }

    private static String[] pieces(String text) {
        return text.isEmpty() ? new String[0] : text.split(":", -1);
    }

    private static Optional<IpRange> assemble(String[] left, String[] right, boolean gap) {
        int given = left.length + right.length;
        if (gap ? given >= GROUPS : given != GROUPS) {
            return Optional.empty();
        }
        int[] groups = new int[GROUPS];
        for (int i = 0; i < given; i++) {
            boolean isLeft = i < left.length;
            int group = smallNumber(isLeft ? left[i] : right[i - left.length], 16);
            if (group < 0) {
                return Optional.empty();
            }
            groups[isLeft ? i : GROUPS - given + i] = group;
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS / 2; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[GROUPS / 2 + i];
        }
        boolean mapped = high == 0 && low >>> V4_BITS == 0xffff;
        return Optional.of(
                mapped
                        ? new IpRange(false, 0, low & 0xffff_ffffL, V4_BITS)
                        : new IpRange(true, high, low, V6_BITS));
    }

    /// One to four digits, or -1.
    private static int smallNumber(String text, int radix) {
        if (text.isEmpty() || text.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }
}
