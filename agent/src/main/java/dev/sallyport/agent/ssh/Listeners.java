package dev.sallyport.agent.ssh;

import dev.sallyport.agent.link.Reason;
import dev.sallyport.agent.port.Connection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens on the node for the client's side: `ssh -R`. Only on the loopback address, and on no
/// port below 1024: the agent could, but its users may not.
final class Listeners implements RequestHandler<ConnectionService> {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final String LISTEN = "tcpip-forward";
    private static final String CANCEL = "cancel-tcpip-forward";
    private static final Set<String> HERE = Set.of("", "localhost", "127.0.0.1", "::1");
    private static final int FIRST_FREE = 1024;
    private static final int MOST = 32;
    private static final int BACKLOG = 64;
    private static final Duration OPENING = Duration.ofSeconds(30);

    private final Surroundings around;
    private final Map<Integer, ServerSocket> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Listeners(Surroundings around) {
        this.around = around;
    }

    @Override
    public Result process(
            ConnectionService service, String request, boolean wantReply, Buffer buffer)
            throws IOException {
        if (request.equals(LISTEN)) {
            String address = buffer.getString();
            return listen(service, address, buffer.getInt(), wantReply);
        }
        if (request.equals(CANCEL)) {
            String address = buffer.getString();
            return cancel(address, buffer.getInt());
        }
        return Result.Unsupported;
    }

    private Result listen(ConnectionService service, String address, int port, boolean wantReply)
            throws IOException {
        String shown = address + ":" + port;
        String refusal = refusal(address, port);
        if (!refusal.isEmpty()) {
            around.telling().note("listener on " + shown + " refused: " + refusal);
            return Result.ReplyFailure;
        }
        ServerSocket socket;
        try {
            socket = new ServerSocket(port, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            around.telling().note("listener on " + shown + " failed: " + Reason.of(e));
            return Result.ReplyFailure;
        }
        int bound = socket.getLocalPort();
        open.put(bound, socket);
        if (closed) {
            close();
        }
        around.telling().note("listener on 127.0.0.1:" + bound);
        if (wantReply) {
            reply(service.getSession(), bound);
        }
        var ignored =
                around.workers().light("listener", () -> accept(service, socket, address, bound));
        return wantReply ? Result.Replied : Result.ReplySuccess;
    }

    private String refusal(String address, int port) {
        if (around.order().reach() == SshOrder.Reach.NONE) {
            return "this session forwards nothing";
        }
        if (!HERE.contains(address)) {
            return "only the loopback address is listened on";
        }
        if ((port != 0 && port < FIRST_FREE) || port > 65_535) {
            return "port (expected: 0 or 1024-65535)";
        }
        return open.size() >= MOST ? "there are " + MOST + " listeners already" : "";
    }

    private static void reply(Session session, int port) throws IOException {
        Buffer buffer = session.createBuffer(SshConstants.SSH_MSG_REQUEST_SUCCESS, Integer.BYTES);
        buffer.putUInt(port);
        var ignored = session.writePacket(buffer);
    }

    private void accept(ConnectionService service, ServerSocket listener, String asked, int port) {
        try {
            while (!listener.isClosed()) {
                Socket socket = listener.accept();
                var ignored =
                        around.workers()
                                .light("reverse", () -> serve(service, socket, asked, port));
            }
        } catch (IOException e) {
            lost(listener, port, e);
        }
    }

    /// Closed on purpose it is no longer among the open ones. Else nobody would accept what the
    /// system goes on to queue.
    private void lost(ServerSocket listener, int port, IOException why) {
        if (!open.remove(port, listener)) {
            return;
        }
        try {
            listener.close();
            around.telling().note("listener on 127.0.0.1:" + port + " failed: " + Reason.of(why));
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("cause", e.toString()).log("nobody to tell");
        }
    }

    private void serve(ConnectionService service, Socket socket, String asked, int port) {
        int number = around.telling().newChannel();
        try (Connection connection = around.forwarding().adopt(socket)) {
            around.telling().note(number, "connection from the node to listener " + port);
            ReverseChannel channel = new ReverseChannel(connection, asked, port);
            service.registerChannel(channel);
            carry(channel, connection, number);
        } catch (IOException | RuntimeException e) {
            refused(number, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// However it ends, the channel's place is free again.
    private void carry(ReverseChannel channel, Connection connection, int number)
            throws IOException, InterruptedException {
        boolean carried = false;
        try {
            channel.open().verify(OPENING);
            new Carrier(connection, around, number)
                    .carry(channel.getInvertedOut(), channel.getInvertedIn());
            carried = true;
        } finally {
            channel.close(!carried);
        }
    }

    private void refused(int number, Exception why) {
        try {
            around.telling().note(number, "failed: " + Reason.of(why));
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("cause", e.toString()).log("nobody to tell");
        }
    }

    private Result cancel(String address, int port) throws IOException {
        ServerSocket listener = open.remove(port);
        if (listener == null) {
            return Result.ReplyFailure;
        }
        listener.close();
        around.telling().note("listener on " + address + ":" + port + " closed");
        return Result.ReplySuccess;
    }

    void close() {
        closed = true;
        // Forgotten before they are closed: who accepts must see that it was on purpose.
        List<ServerSocket> listeners = new ArrayList<>(open.values());
        open.clear();
        for (ServerSocket listener : listeners) {
            try {
                listener.close();
            } catch (IOException e) {
                LOG.atDebug().addKeyValue("cause", e.toString()).log("not closed");
            }
        }
    }
}
