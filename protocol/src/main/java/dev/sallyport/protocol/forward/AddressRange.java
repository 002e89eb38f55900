package dev.sallyport.protocol.forward;

import java.net.InetAddress;
import java.util.Arrays;

/// The addresses that begin with the same bits (`10.0.0.0/8`).
public record AddressRange(InetAddress start, int bits) {
    public AddressRange {
        if (bits < 0 || bits > start.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException(start.getHostAddress() + ": no such range");
        }
    }

    static AddressRange of(String literal, int bits) {
        return new AddressRange(InetAddress.ofLiteral(literal), bits);
    }

    /// @param text `10.0.0.0/8`, or one address
    /// @throws IllegalArgumentException with a text for the user
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress start =
                ForwardTargets.literal(slash < 0 ? text : text.substring(0, slash))
                        .orElseThrow(() -> unreadable(text));
        String bits = slash < 0 ? "" : text.substring(slash + 1);
        int all = start.getAddress().length * Byte.SIZE;
        if (slash >= 0 && (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > all)) {
            throw unreadable(text);
        }
        return new AddressRange(start, slash < 0 ? all : Integer.parseInt(bits));
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException(
                "'" + text + "' (expected: an address, or a range such as 10.0.0.0/8)");
    }

    boolean holds(byte[] address) {
        byte[] bytes = start.getAddress();
        if (address.length != bytes.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        int mask = 0xff << (Byte.SIZE - rest);
        return Arrays.equals(address, 0, whole, bytes, 0, whole)
                && (rest == 0 || ((address[whole] ^ bytes[whole]) & mask) == 0);
    }
}
