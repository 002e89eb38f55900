package dev.sallyport.agent.link;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.sigv4.Header;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.handshake.HandshakeImpl1Client;

/// One websocket of a channel: sends in the order asked, hands whole messages over, notices a dead
/// peer. Safe for use by many threads; sending never blocks.
///
/// The protocol is the library's; the bytes are moved here, by one thread each way, so that the end
/// of the connection is seen whenever it comes. The JDK's own websocket forgets an end that comes
/// while a message is being handled: `TransportImpl.acknowledgeReception` then throws an
/// `InternalError` that nobody catches (JDK 25).
public final class ChannelSocket {
    private static final int MAX_MESSAGE = 4 << 20;
    private static final int READ_AT_ONCE = 16 * 1024;

    /// Reading rests while so many frames wait to be sent: each message read may cause one.
    private static final int READ_WHILE_BELOW = 256;

    /// So many frames may wait before a sender that can wait should.
    private static final int ROOM = 4;

    private static final ByteBuffer KEEPALIVE = Bytes.ofUtf8("keepalive").asReadOnlyBuffer();

    private final Connection connection;
    private final SocketOwner owner;
    private final WebSocketImpl protocol;
    private final Queue<ByteBuffer> unsent;
    private final AtomicBoolean lost = new AtomicBoolean();
    private final Thread reader = Thread.ofVirtual().name("socket-reader").unstarted(this::read);
    private final Thread writer = Thread.ofVirtual().name("socket-writer").unstarted(this::write);
    private volatile long lastHeard;
    private volatile boolean held;
    private boolean opened;
    private String refusal = "";

    private ChannelSocket(Connection connection, SocketOwner owner) {
        this.connection = connection;
        this.owner = owner;
        this.protocol = new WebSocketImpl(new Heard(), new Draft_6455(List.of(), MAX_MESSAGE));
        this.unsent = protocol.outQueue;
        this.lastHeard = owner.stamps().nanos();
    }

    /// @param headers of the request, `Host` among them
    static ChannelSocket open(SSLContext tls, URI uri, List<Header> headers, SocketOwner owner)
            throws IOException {
        ChannelSocket channel = new ChannelSocket(Connection.open(tls, uri), owner);
        try {
            channel.shakeHands(uri, headers);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.reader.start();
        channel.writer.start();
        return channel;
    }

    private void shakeHands(URI uri, List<Header> headers) throws IOException {
        HandshakeImpl1Client request = new HandshakeImpl1Client();
        String query = Optional.ofNullable(uri.getRawQuery()).map(it -> "?" + it).orElse("");
        request.setResourceDescriptor(uri.getRawPath() + query);
        headers.forEach(header -> request.put(header.name(), header.value()));
        try {
            protocol.startHandshake(request);
        } catch (InvalidHandshakeException e) {
            throw new IOException("websocket: " + Reason.of(e), e);
        }
        sendWaiting(connection.out());
        byte[] buffer = new byte[READ_AT_ONCE];
        while (!protocol.isOpen()) {
            take(buffer);
            if (!refusal.isEmpty()) {
                throw new IOException("websocket: " + refusal);
            }
        }
        connection.waitWithoutLimit();
        opened = true;
    }

    public void text(Bytes message) {
        String text = message.toUtf8();
        send(() -> protocol.send(text));
    }

    public void binary(Bytes wire) {
        send(() -> protocol.send(wire.asReadOnlyBuffer()));
    }

    private void send(Runnable message) {
        if (lost.get()) {
            return;
        }
        try {
            message.run();
        } catch (WebsocketNotConnectedException _) {
            // It has just ended, and who owns it is told so.
        }
    }

    /// Whether everything handed over has gone out.
    public boolean isIdle() {
        return unsent.isEmpty();
    }

    /// Whether another message would not have to wait long. Once it would, {@link
    /// SocketEvents#idle} says when everything has gone.
    public boolean hasRoom() {
        return unsent.size() < ROOM;
    }

    /// Stops or resumes reading; what the last read brought still comes. While held, pings are not
    /// answered either, so the server may in the end give the socket up.
    public void hold(boolean on) {
        if (!on) {
            lastHeard = owner.stamps().nanos();
        }
        held = on;
        LockSupport.unpark(reader);
    }

    /// Sends a ping, or gives the socket up if the peer has been silent for `patience`: a peer that
    /// is not listened to is not silent. To be called now and then.
    public void checkPeer(Duration patience) {
        if (!held && owner.stamps().nanos() - lastHeard > patience.toNanos()) {
            lose("the server has been silent for " + patience.toSeconds() + " s");
            return;
        }
        PingFrame ping = new PingFrame();
        ping.setPayload(KEEPALIVE.duplicate());
        send(() -> protocol.sendFrame(ping));
    }

    /// Closes at once, as the stock agent does, and reports nothing.
    public void close() {
        lost.set(true);
        end();
    }

    private void lose(String why) {
        if (lost.compareAndSet(false, true)) {
            end();
            owner.events().lost(why);
        }
    }

    private void end() {
        connection.close();
        LockSupport.unpark(reader);
        LockSupport.unpark(writer);
    }

    private void read() {
        byte[] buffer = new byte[READ_AT_ONCE];
        try {
            while (!lost.get()) {
                if (!held && unsent.size() < READ_WHILE_BELOW) {
                    take(buffer);
                } else {
                    LockSupport.park(this);
                }
            }
        } catch (IOException | RuntimeException e) {
            lose(Reason.of(e));
        }
    }

    private void take(byte[] buffer) throws IOException {
        int count = connection.in().read(buffer);
        if (count < 0) {
            throw new IOException("the server has hung up");
        }
        lastHeard = owner.stamps().nanos();
        protocol.decode(ByteBuffer.wrap(buffer, 0, count));
    }

    private void write() {
        try {
            while (!lost.get()) {
                if (unsent.isEmpty()) {
                    LockSupport.park(this);
                } else {
                    sendWaiting(connection.out());
                    owner.events().idle();
                }
            }
        } catch (IOException | RuntimeException e) {
            lose("cannot send: " + Reason.of(e));
        }
    }

    /// What is being sent still counts as waiting.
    private void sendWaiting(OutputStream out) throws IOException {
        for (ByteBuffer next = unsent.peek(); next != null; next = unsent.peek()) {
            out.write(next.array(), next.arrayOffset() + next.position(), next.remaining());
            unsent.remove();
            LockSupport.unpark(reader);
        }
    }

    /// What the protocol makes of the bytes, on the thread that read them.
    private final class Heard extends ProtocolEvents {
        @Override
        void message(Bytes wire) {
            if (!lost.get()) {
                owner.events().message(wire);
            }
        }

        @Override
        void toSend() {
            LockSupport.unpark(writer);
        }

        @Override
        void ended(String why) {
            if (opened) {
                lose(why);
            } else {
                refusal = why;
            }
        }
    }
}
