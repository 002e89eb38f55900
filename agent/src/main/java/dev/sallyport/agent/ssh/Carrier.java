package dev.sallyport.agent.ssh;

import dev.sallyport.agent.port.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries bytes between a connection and the two streams of its channel, and says in the end how
/// many.
final class Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);
    private static final int CHUNK = 32 * 1024;

    private final Connection connection;
    private final Surroundings around;
    private final int number;
    private final Meter meter;

    Carrier(Connection connection, Surroundings around, int number) {
        this.connection = connection;
        this.around = around;
        this.number = number;
        this.meter = around.meter(number);
    }

    /// Carries until both sides have said all. Blocks.
    void carry(InputStream fromClient, OutputStream toClient) throws InterruptedException {
        Socket socket = connection.socket();
        Thread up =
                around.workers()
                        .light(
                                "forward up",
                                () -> {
                                    if (!up(fromClient, socket)) {
                                        // The other direction may be reading for ever.
                                        connection.close();
                                    }
                                });
        if (!down(socket, toClient)) {
            connection.close();
        }
        up.join();
        connection.close();
        tellEnd();
    }

    private boolean up(InputStream from, Socket socket) {
        try {
            OutputStream to = socket.getOutputStream();
            byte[] some = new byte[CHUNK];
            for (int n = from.read(some); n >= 0; n = from.read(some)) {
                meter.up(n);
                to.write(some, 0, n);
            }
            socket.shutdownOutput();
            return true;
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("cause", e.toString()).log("forwarded connection ended");
            return false;
        }
    }

    private boolean down(Socket socket, OutputStream to) {
        try {
            InputStream from = socket.getInputStream();
            byte[] some = new byte[CHUNK];
            for (int n = from.read(some); n >= 0; n = from.read(some)) {
                meter.down(n);
                to.write(some, 0, n);
                to.flush();
            }
            // Sends the client the end of the stream.
            to.close();
            return true;
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("cause", e.toString()).log("forwarded connection ended");
            return false;
        }
    }

    private void tellEnd() {
        try {
            around.telling().note(number, "closed: " + meter);
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("cause", e.toString()).log("session over before its channel");
        }
    }
}
