package dev.sallyport.interop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A slow line to a server that can be cut: whatever is connected is reset with all that is under
/// way, and what connects later passes.
final class CutLine implements AutoCloseable {
    private static final int BLOCK = 16 * 1024;
    private static final long NANOS = 1_000_000_000L;

    private final ServerSocket listener;
    private final int bytesPerSecond;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger hit = new AtomicInteger();

    /// @param bytesPerSecond of each connection and direction, so that a cut finds full buffers
    CutLine(int bytesPerSecond) throws IOException {
        this.bytesPerSecond = bytesPerSecond;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /// The address that leads to `endpoint` by this line.
    String to(String endpoint) {
        URI uri = URI.create(endpoint);
        Thread.ofVirtual().start(() -> accept(uri.getPort()));
        return uri.getScheme() + "://" + uri.getHost() + ":" + listener.getLocalPort();
    }

    private void accept(int port) {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept(), port);
            } catch (IOException _) {
                // The server is down, or the test is over.
            }
        }
    }

    private void connect(Socket from, int port) throws IOException {
        open.add(from);
        try {
            Socket to = new Socket(InetAddress.getLoopbackAddress(), port);
            open.add(to);
            Thread.ofVirtual().start(() -> pass(from, to));
            Thread.ofVirtual().start(() -> pass(to, from));
        } catch (IOException down) {
            reset(from);
            throw down;
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] block = new byte[BLOCK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                out.write(block, 0, read);
                LockSupport.parkNanos(read * NANOS / bytesPerSecond);
            }
        } catch (IOException _) {
            // Cut, or one end has gone: so has the other.
        }
        reset(from);
        reset(to);
    }

    /// Without a farewell, as when a cable is pulled and a router answers.
    private void reset(Socket socket) {
        open.remove(socket);
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException _) {
            // It is gone already.
        }
    }

    void cut() {
        for (Socket socket : open) {
            hit.incrementAndGet();
            reset(socket);
        }
    }

    /// How many connections' ends were reset by cuts.
    int hit() {
        return hit.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
