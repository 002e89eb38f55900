package dev.sallyport.agent.link;

import java.net.URI;
import java.util.List;

/// Where the server is: `https://host[:port]`, for every service and both kinds of websocket.
public record ServerAddress(URI uri) {
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");

    public ServerAddress {
        String host = uri.getHost();
        if (host == null || uri.getScheme() == null) {
            throw new IllegalArgumentException(
                    "server: '" + uri + "' (expected: https://host or https://host:port)");
        }
        // Keystrokes and credentials travel here; plain HTTP is for a server on this very machine.
        if (!uri.getScheme().equals("https")
                && !(uri.getScheme().equals("http") && LOOPBACK.contains(host))) {
            throw new IllegalArgumentException(
                    "server: '" + uri + "' (expected: https, or http to a loopback address)");
        }
    }

    public static ServerAddress parse(String text) {
        return new ServerAddress(URI.create(text));
    }

    /// What stands in the `Host` header: the port only if it is not the scheme's own.
    String host() {
        int standard = uri.getScheme().equals("https") ? 443 : 80;
        boolean named = uri.getPort() != -1 && uri.getPort() != standard;
        return named ? uri.getHost() + ":" + uri.getPort() : uri.getHost();
    }

    URI call(String path) {
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path);
    }

    URI socket(String pathAndQuery) {
        String scheme = uri.getScheme().equals("https") ? "wss" : "ws";
        return URI.create(scheme + "://" + uri.getRawAuthority() + pathAndQuery);
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
