package dev.sallyport.cli.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Consumer;

/// Where programs of this machine connect to what is forwarded.
public final class LocalListener implements AutoCloseable {
    private final ServerSocketChannel server;
    private final Optional<Path> file;

    private LocalListener(ServerSocketChannel server, Optional<Path> file) {
        this.server = server;
        this.file = file;
    }

    /// Listens on 127.0.0.1; port 0 takes a free one.
    public static LocalListener tcp(int port) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET);
        try {
            server.bind(
                    new InetSocketAddress(
                            InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return new LocalListener(server, Optional.empty());
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /// Listens at a socket file, which must not be there yet. Only its owner may connect.
    public static LocalListener unix(Path file) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(file));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return new LocalListener(server, Optional.of(file));
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /// The port, or 0 for a socket file.
    public int port() {
        try {
            return server.getLocalAddress() instanceof InetSocketAddress address
                    ? address.getPort()
                    : 0;
        } catch (IOException _) {
            return 0;
        }
    }

    /// Gives every connection to `taker`, on a thread of its own, until this is closed.
    public void accept(Consumer<SocketChannel> taker) {
        Thread.ofVirtual().name("local-accept").start(() -> acceptAll(taker));
    }

    private void acceptAll(Consumer<SocketChannel> taker) {
        while (server.isOpen()) {
            try {
                taker.accept(server.accept());
            } catch (IOException _) {
                // Closed, or one connection that was gone before it was taken.
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            if (file.isPresent()) {
                Files.deleteIfExists(file.orElseThrow());
            }
        } catch (IOException _) {
            // Nothing is lost but a name in a directory.
        }
    }
}
