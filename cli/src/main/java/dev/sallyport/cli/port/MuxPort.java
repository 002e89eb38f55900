package dev.sallyport.cli.port;

import dev.sallyport.cli.channel.Channel;
import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.smux.MalformedMuxException;
import dev.sallyport.protocol.smux.Multiplexer;
import dev.sallyport.protocol.smux.MuxEvent;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Many connections over one session.
final class MuxPort implements PortUse {
    private static final int MOST_CONNECTIONS = 1024;

    private final Channel channel;
    private final boolean keepsAlive;
    private final Runnable connectFailed;
    private final Multiplexer mux = Multiplexer.client(MOST_CONNECTIONS);
    private final Map<Long, Stream> streams = new HashMap<>();
    private final Backlog backlog = new Backlog();
    private final Arrivals arrivals = new Arrivals();
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    /// Bytes to send, and who may send on when they are.
    private record Waiting(Bytes bytes, Optional<LocalConnection> from) {}

    MuxPort(Channel channel, boolean keepsAlive, Runnable connectFailed) {
        this.channel = channel;
        this.keepsAlive = keepsAlive;
        this.connectFailed = connectFailed;
    }

    @Override
    public void open(SocketChannel socket) {
        arrivals.add(socket);
        channel.post(() -> arrivals.takeAll(this::connect));
    }

    private void connect(SocketChannel socket) {
        Optional<Multiplexer.Opening> opened = mux.open();
        if (opened.isEmpty()) {
            LocalConnection.close(socket);
            return;
        }
        Multiplexer.Opening opening = opened.orElseThrow();
        send(opening.wire());
        streams.put(opening.stream(), new Stream(opening.stream(), socket));
    }

    @Override
    public boolean hasRoom() {
        return backlog.hasRoom();
    }

    @Override
    public void received(int payloadType, Bytes payload) {
        if (PortUse.isConnectFailure(payloadType, payload)) {
            connectFailed.run();
        }
        if (payloadType != PayloadTypes.OUTPUT) {
            return;
        }
        try {
            mux.received(payload).forEach(this::happened);
        } catch (MalformedMuxException e) {
            channel.leave(
                    new SessionEnd.Lost("the node's bytes cannot be read: " + e.getMessage()));
        }
    }

    private void happened(MuxEvent event) {
        switch (event) {
            case MuxEvent.Received(long id, Bytes bytes) ->
                    Optional.ofNullable(streams.get(id)).ifPresent(s -> s.write(bytes));
            case MuxEvent.Closed(long id) ->
                    Optional.ofNullable(streams.remove(id)).ifPresent(Stream::finish);
            case MuxEvent.KeptAlive() -> {
                // An old agent closes a session that does not keep alive as it does.
                if (keepsAlive) {
                    send(Multiplexer.keepAlive());
                }
            }
            case MuxEvent.Opened _, MuxEvent.Refused _ -> {
                // Only the client opens streams.
            }
        }
    }

    @Override
    public void tick() {
        while (!waiting.isEmpty() && channel.hasRoom()) {
            Waiting next = waiting.remove();
            channel.send(PayloadTypes.OUTPUT, next.bytes());
            next.from().ifPresent(LocalConnection::readOn);
        }
    }

    @Override
    public void close() {
        arrivals.close();
        streams.values().forEach(Stream::finish);
        streams.values().forEach(stream -> stream.connection.await());
    }

    private void send(Bytes wire) {
        waiting.add(new Waiting(wire, Optional.empty()));
    }

    /// One connection, on its way through the multiplexer.
    private final class Stream implements LocalConnection.Listener {
        private final long id;
        private final LocalConnection connection;
        // A program that has sent all may still wait for the answer, and a stream cannot be closed
        // in
        // one direction: so it is closed when the node has been silent for a while.
        private final Silence silence;

        Stream(long id, SocketChannel socket) {
            this.id = id;
            this.connection = new LocalConnection(socket, channel, backlog, this);
            this.silence = new Silence(channel, channel::isDrained, this::broken);
        }

        void write(Bytes bytes) {
            silence.heard();
            connection.write(bytes);
        }

        void finish() {
            connection.finish();
        }

        @Override
        public void received(Bytes piece) {
            mux.data(id, piece)
                    .ifPresentOrElse(
                            wire -> waiting.add(new Waiting(wire, Optional.of(connection))),
                            connection::readOn);
        }

        @Override
        public void ended() {
            if (streams.containsKey(id)) {
                silence.begin();
            }
        }

        @Override
        public void broken() {
            mux.close(id).ifPresent(MuxPort.this::send);
            Optional.ofNullable(streams.remove(id)).ifPresent(Stream::finish);
        }
    }
}
