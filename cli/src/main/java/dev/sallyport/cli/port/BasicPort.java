package dev.sallyport.cli.port;

import dev.sallyport.cli.channel.Channel;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// One connection after the other over one session, for nodes that do not multiplex.
///
/// A flag tells the node that a connection has ended; with the next byte it connects again.
final class BasicPort implements PortUse {
    private static final int DISCONNECT = 1;

    private final Channel channel;
    private final Backlog backlog = new Backlog();
    private final Arrivals arrivals = new Arrivals();
    private final Deque<SocketChannel> queue = new ArrayDeque<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private Optional<LocalConnection> current = Optional.empty();

    /// What to send, and who may send on when it is.
    private record Waiting(int type, Bytes bytes, Optional<LocalConnection> from) {}

    BasicPort(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void open(SocketChannel socket) {
        arrivals.add(socket);
        channel.post(() -> {
            arrivals.takeAll(queue::add);
            connectNext();
        });
    }

    private void connectNext() {
        if (current.isEmpty() && !queue.isEmpty()) {
            One one = new One();
            LocalConnection connection = new LocalConnection(queue.remove(), channel, backlog, one);
            one.connection = Optional.of(connection);
            current = one.connection;
        }
    }

    @Override
    public boolean hasRoom() {
        return backlog.hasRoom();
    }

    @Override
    public void received(int payloadType, Bytes payload) {
        if (payloadType == PayloadTypes.OUTPUT) {
            current.ifPresent(connection -> connection.write(payload));
        }
    }

    @Override
    public void tick() {
        while (!waiting.isEmpty() && channel.hasRoom()) {
            Waiting next = waiting.remove();
            channel.send(next.type(), next.bytes());
            next.from().ifPresent(LocalConnection::readOn);
        }
    }

    @Override
    public void close() {
        arrivals.close();
        queue.forEach(LocalConnection::close);
        current.ifPresent(connection -> {
            connection.finish();
            connection.await();
        });
    }

    /// The connection whose turn it is.
    private final class One implements LocalConnection.Listener {
        private Optional<LocalConnection> connection = Optional.empty();

        @Override
        public void received(Bytes piece) {
            waiting.add(new Waiting(PayloadTypes.OUTPUT, piece, connection));
        }

        @Override
        public void ended() {
            if (connection.isPresent() && current.equals(connection)) {
                connection.ifPresent(LocalConnection::finish);
                current = Optional.empty();
                waiting.add(
                        new Waiting(PayloadTypes.FLAG, PortUse.flag(DISCONNECT), Optional.empty()));
                connectNext();
            }
        }

        @Override
        public void broken() {
            ended();
        }
    }
}
