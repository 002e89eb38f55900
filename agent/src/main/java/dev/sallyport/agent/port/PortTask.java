package dev.sallyport.agent.port;

import dev.sallyport.protocol.forward.ForwardTargets;
import java.util.Optional;

/// What a document says of a port: where it leads, and whether the client listens for connections
/// (`LocalPortForwarding`) or is one itself, as for SSH.
public record PortTask(Optional<String> host, int port, boolean isLocalForwarding) {
    private static final String LOCAL = "LocalPortForwarding";

    /// @param type `LocalPortForwarding`, or empty
    /// @throws IllegalArgumentException with a text for the user
    public static PortTask of(Optional<String> host, String port, String type) {
        int number =
                ForwardTargets.port(port)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "portNumber: no port (expected: 1 to 65535)"));
        if (host.isPresent() && !ForwardTargets.isHost(host.orElseThrow())) {
            throw new IllegalArgumentException("host: neither a name nor an address");
        }
        if (!type.isEmpty() && !type.equals(LOCAL)) {
            throw new IllegalArgumentException(
                    "type: not supported by this agent (expected: " + LOCAL + " or none)");
        }
        return new PortTask(host, number, type.equals(LOCAL));
    }
}
