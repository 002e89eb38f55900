package dev.sallyport.protocol.forward;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where a port leads, in the one spelling that policies and records use: `localhost` for the node
/// itself, names in lower case, addresses in their shortest form.
public record ForwardTarget(String host, int port) {
    /// The node itself.
    public static final String HERE = "localhost";

    private static final String NO_HOST = "host: neither a name nor an address";
    private static final int GROUPS = 8;

    public ForwardTarget {
        if (!ForwardTargets.isHost(host)) {
            throw new IllegalArgumentException(NO_HOST);
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 1 to 65535)");
        }
    }

    /// @param host as a document or a parameter writes it; absent or empty for the node itself
    /// @throws IllegalArgumentException with a text for the user
    public static ForwardTarget of(Optional<String> host, String port) {
        int number =
                ForwardTargets.port(port)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "portNumber: no port (expected: 1 to 65535)"));
        if (host.filter(it -> !it.isEmpty() && !ForwardTargets.isHost(it)).isPresent()) {
            throw new IllegalArgumentException(NO_HOST);
        }
        return new ForwardTarget(plain(host.orElse("")), number);
    }

    /// The reverse of {@link #toString}.
    public static ForwardTarget parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, Math.max(colon, 0));
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return of(
                Optional.of(bracketed ? host.substring(1, host.length() - 1) : host),
                text.substring(colon + 1));
    }

    private static String plain(String host) {
        Optional<InetAddress> address = ForwardTargets.literal(host);
        if (address.isPresent()) {
            return plain(address.orElseThrow());
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return name.isEmpty() ? HERE : name.toLowerCase(Locale.ROOT);
    }

    /// A connection to the address of nowhere in particular ends up on the node as well.
    private static String plain(InetAddress address) {
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            return HERE;
        }
        return address instanceof Inet4Address
                ? address.getHostAddress()
                : shortest(address.getAddress());
    }

    /// RFC 5952: groups without leading zeros, the longest run of zero groups as `::`.
    private static String shortest(byte[] bytes) {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < GROUPS; i++) {
            int group =
                    Byte.toUnsignedInt(bytes[2 * i]) << 8 | Byte.toUnsignedInt(bytes[2 * i + 1]);
            groups.add(Integer.toHexString(group));
        }
        int start = 0;
        int length = 0;
        for (int i = 0; i < GROUPS; i++) {
            int run = 0;
            while (i + run < GROUPS && groups.get(i + run).equals("0")) {
                run++;
            }
            if (run > length) {
                start = i;
                length = run;
            }
        }
        if (length < 2) {
            return String.join(":", groups);
        }
        return String.join(":", groups.subList(0, start))
                + "::"
                + String.join(":", groups.subList(start + length, GROUPS));
    }

    /// `host:port`, an IPv6 address in brackets.
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
