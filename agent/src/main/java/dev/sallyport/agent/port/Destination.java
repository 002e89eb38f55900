package dev.sallyport.agent.port;

import dev.sallyport.protocol.forward.AddressRange;
import dev.sallyport.protocol.forward.ForwardTargets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The addresses a port leads to, in the order to try them. All of them were checked.
public record Destination(List<InetSocketAddress> addresses) {
    /// The node itself, whatever its resolver says of `localhost`.
    private static final List<InetAddress> HERE =
            List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

    public Destination {
        addresses = List.copyOf(addresses);
    }

    /// How names become addresses.
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /// Looks the host up, once, and checks every address of it: a name with one forbidden address
    /// is forbidden, or whoever rules the name could have the other one tried first.
    static Destination of(PortTask task, Resolver resolver, List<AddressRange> forbidden)
            throws IOException {
        List<InetAddress> found =
                task.host().isEmpty() ? HERE : lookUp(task.host().orElseThrow(), resolver);
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (InetAddress address : found) {
            Optional<String> refusal = ForwardTargets.refusal(address, forbidden);
            if (refusal.isPresent()) {
                throw new IOException(refusal.orElseThrow());
            }
            addresses.add(new InetSocketAddress(address, task.port()));
        }
        return new Destination(addresses);
    }

    private static List<InetAddress> lookUp(String host, Resolver resolver) throws IOException {
        Optional<String> refusal = ForwardTargets.refusal(host);
        if (refusal.isPresent()) {
            throw new IOException(refusal.orElseThrow());
        }
        try {
            return List.of(resolver.resolve(host));
        } catch (UnknownHostException e) {
            throw new IOException("Unable to resolve host " + host, e);
        }
    }
}
