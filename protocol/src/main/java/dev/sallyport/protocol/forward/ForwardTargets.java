package dev.sallyport.protocol.forward;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which hosts a port may be forwarded to.
///
/// Cloud metadata services hand the node's own credentials to whoever can reach them from the node,
/// and a forwarded port reaches from the node. Forbidden are they, and everything link-local. The
/// node itself is allowed, as with AWS's agent.
public final class ForwardTargets {
    private static final Pattern HOST = Pattern.compile("[a-zA-Z0-9.:%_-]{1,255}");

    /// Beyond the link-local ones: AWS over IPv6, Google over IPv6, Azure's agent endpoint, Alibaba
    /// Cloud, Oracle Cloud.
    private static final List<AddressRange> METADATA =
            List.of(
                    AddressRange.of("fd00:ec2::", 32),
                    AddressRange.of("fd20:ce::254", 128),
                    AddressRange.of("168.63.129.16", 32),
                    AddressRange.of("100.100.100.200", 32),
                    AddressRange.of("192.0.0.192", 32));

    /// IPv6 addresses that are another way to say an IPv4 address, and where that stands in them:
    /// IPv4-compatible, NAT64, 6to4. (The mapped form is an IPv4 address to Java already.)
    private static final List<Embedding> EMBEDDINGS =
            List.of(
                    new Embedding(AddressRange.of("::", 96), 12),
                    new Embedding(AddressRange.of("64:ff9b::", 96), 12),
                    new Embedding(AddressRange.of("64:ff9b:1::", 48), 12),
                    new Embedding(AddressRange.of("2002::", 16), 2));

    private ForwardTargets() {}

    private record Embedding(AddressRange prefix, int at) {}

    /// Whether `host` can be a name or an address at all, and only one: `012.0.0.5` is another
    /// address to Java than to the C library.
    public static boolean isHost(String host) {
        Optional<InetAddress> read = decimal(host);
        boolean ambiguous =
                read.isPresent()
                        && posix(host).filter(it -> !read.equals(Optional.of(it))).isPresent();
        return HOST.matcher(host).matches() && !ambiguous;
    }

    /// The port a document or a parameter names; empty if it is none.
    public static Optional<Integer> port(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        return Optional.of(Integer.valueOf(text)).filter(port -> port >= 1 && port <= 65_535);
    }

    /// Why a port must not be forwarded to this address; empty if it may.
    ///
    /// @param more that the node's owner forbids
    public static Optional<String> refusal(InetAddress address, List<AddressRange> more) {
        return isForbidden(address, more)
                ? Optional.of(
                        "Forwarding to IP address "
                                + withoutZone(address.getHostAddress())
                                + " is forbidden.")
                : Optional.empty();
    }

    /// The same for a host as it is written. A name is let pass: only the node knows where it
    /// leads, and asks about every address of it.
    public static Optional<String> refusal(String host) {
        return literal(host).flatMap(address -> refusal(address, List.of()));
    }

    private static boolean isForbidden(InetAddress address, List<AddressRange> more) {
        byte[] bytes = address.getAddress();
        if (address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || METADATA.stream().anyMatch(range -> range.holds(bytes))
                || more.stream().anyMatch(range -> range.holds(bytes))) {
            return true;
        }
        return EMBEDDINGS.stream()
                .filter(embedding -> embedding.prefix().holds(bytes))
                .anyMatch(embedding -> isForbidden(ipv4(bytes, embedding.at()), more));
    }

    private static InetAddress ipv4(byte[] bytes, int at) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    static Optional<InetAddress> literal(String host) {
        return decimal(host).or(() -> posix(host));
    }

    private static Optional<InetAddress> decimal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(withoutZone(host)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// What the C library takes as well: octal and hexadecimal parts, one number for all four.
    private static Optional<InetAddress> posix(String host) {
        try {
            return Optional.of(Inet4Address.ofPosixLiteral(host));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// `fe80::1%eth0`: a zone that this machine does not have makes no literal.
    private static String withoutZone(String host) {
        int zone = host.indexOf('%');
        return zone < 0 || !host.contains(":") ? host : host.substring(0, zone);
    }
}
