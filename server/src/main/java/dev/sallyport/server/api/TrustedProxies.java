package dev.sallyport.server.api;

import dev.sallyport.policy.language.IpRange;
import dev.sallyport.server.net.HttpRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The proxies whose word on a client's address is taken. Anybody else's `X-Forwarded-For` is a
/// text somebody wrote, and `aws:SourceIp` must not be one.
///
/// A proxy must pass the `Host` header on as it got it: signatures cover it.
public final class TrustedProxies {
    private final List<IpRange> ranges;

    public TrustedProxies(List<IpRange> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /// Follows the chain from the peer backwards, as long as each hop is a trusted one.
    public ClientAddress client(HttpRequest request) {
        InetAddress peer = request.remote().getAddress();
        if (!isTrusted(peer)) {
            return new ClientAddress(peer, request.secure());
        }
        InetAddress client = peer;
        for (String hop : hops(request).reversed()) {
            Optional<InetAddress> next = literal(hop);
            if (next.isEmpty()) {
                break;
            }
            client = next.orElseThrow();
            if (!isTrusted(client)) {
                break;
            }
        }
        boolean secure =
                request.header("x-forwarded-proto").map("https"::equals).orElse(request.secure());
        return new ClientAddress(client, secure);
    }

    private static List<String> hops(HttpRequest request) {
        List<String> hops = new ArrayList<>();
        request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("x-forwarded-for"))
                .flatMap(header -> Arrays.stream(header.value().split(",")))
                .forEach(hop -> hops.add(hop.strip()));
        return hops;
    }

    private boolean isTrusted(InetAddress address) {
        Optional<IpRange> single = IpRange.parse(address.getHostAddress());
        return single.isPresent()
                && ranges.stream().anyMatch(range -> range.contains(single.orElseThrow()));
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return IpRange.parse(text)
                    .filter(_ -> text.indexOf('/') < 0)
                    .map(_ -> InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
