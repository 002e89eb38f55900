package dev.sallyport.cli.channel;

import tools.jackson.databind.JsonNode;

/// What the node's handshake says about a port session: the document's `properties` with its
/// parameters put in. Everything is text there; what is missing is empty here.
public record PortProperties(
        String portNumber,
        String localPortNumber,
        String localConnectionType,
        String localUnixSocket,
        String type) {
    static PortProperties read(JsonNode properties) {
        return new PortProperties(
                text(properties, "portNumber"),
                text(properties, "localPortNumber"),
                text(properties, "localConnectionType"),
                text(properties, "localUnixSocket"),
                text(properties, "type"));
    }

    private static String text(JsonNode properties, String name) {
        return properties.path(name).asString("");
    }

    /// Whether a port is to be opened on this machine. If not, the bytes are those of the standard
    /// streams, as SSH wants it.
    public boolean isLocalForwarding() {
        return type.equals("LocalPortForwarding");
    }

    /// Whether connections are taken at a socket file in place of a port.
    public boolean isUnixSocket() {
        return localConnectionType.equals("unix");
    }
}
