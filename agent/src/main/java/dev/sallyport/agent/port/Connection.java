package dev.sallyport.agent.port;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection that counts among those a node may carry, until it is closed.
public final class Connection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Socket socket;
    private final Runnable leave;
    private final AtomicBoolean closed = new AtomicBoolean();

    Connection(Socket socket, Runnable leave) {
        this.socket = socket;
        this.leave = leave;
    }

    public Socket socket() {
        return socket;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        leave.run();
        try {
            socket.close();
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("cause", e.toString()).log("connection not closed");
        }
    }
}
