package dev.sallyport.server.net;

import java.net.InetSocketAddress;
import java.util.Optional;

/// Where the server listens and under which limits. Port 0 asks the system for a free one.
public record NetConfig(
        InetSocketAddress address,
        TlsIdentity identity,
        Optional<InetSocketAddress> plain,
        NetLimits limits) {
    public NetConfig {
        plain.ifPresent(NetConfig::checkLoopback);
    }

    public NetConfig(InetSocketAddress address, TlsIdentity identity) {
        this(address, identity, Optional.empty(), NetLimits.standard());
    }

    // Session tokens and keystrokes cross this listener in clear text.
    private static void checkLoopback(InetSocketAddress address) {
        if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "plain listener: " + address + " (expected: a loopback address)");
        }
    }
}
