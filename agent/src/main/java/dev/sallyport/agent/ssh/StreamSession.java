package dev.sallyport.agent.ssh;

import dev.sallyport.agent.port.Outlet;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The session's stream, as the SSH library wants its sockets. Writing blocks while the client
/// acknowledges nothing, so that nothing gathers here.
final class StreamSession extends AbstractCloseable implements IoSession {
    private static final Logger LOG = LoggerFactory.getLogger(StreamSession.class);

    /// Nobody asks where the other end of a stream is but logs.
    private static final SocketAddress NOWHERE =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Outlet outlet;
    private final IoService service;
    private final IoHandler handler;
    private final Runnable onClosed;
    private final Map<Object, Object> attributes = new ConcurrentHashMap<>();

    StreamSession(Outlet outlet, IoService service, IoHandler handler, Runnable onClosed) {
        this.outlet = outlet;
        this.service = service;
        this.handler = handler;
        this.onClosed = onClosed;
    }

    void begin() throws IOException {
        try {
            handler.sessionCreated(this);
        } catch (Exception e) {
            throw new IOException("SSH: " + e.getMessage(), e);
        }
    }

    /// Bytes of the client's. Must come from one thread.
    void received(Bytes bytes) {
        try {
            handler.messageReceived(this, new ByteArrayBuffer(bytes.toArray()));
        } catch (Exception e) {
            failed(e);
        }
    }

    private void failed(Exception cause) {
        try {
            handler.exceptionCaught(this, cause);
        } catch (Exception e) {
            LOG.atDebug().addKeyValue("cause", e.toString()).log("SSH session cannot fail twice");
            close(true);
        }
    }

    @Override
    public IoWriteFuture writeBuffer(Buffer buffer) throws IOException {
        if (isClosed()) {
            throw new IOException("the session is over");
        }
        try {
            outlet.send(PayloadTypes.OUTPUT, Bytes.wrap(buffer.getCompactData()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        return AbstractIoWriteFuture.fulfilled(this, true);
    }

    @Override
    protected void doCloseImmediately() {
        try {
            handler.sessionClosed(this);
        } catch (Exception e) {
            LOG.atDebug().addKeyValue("cause", e.toString()).log("SSH session not closed cleanly");
        } finally {
            super.doCloseImmediately();
            onClosed.run();
        }
    }

    @Override
    public long getId() {
        return 1;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return NOWHERE;
    }

    @Override
    public SocketAddress getLocalAddress() {
        return NOWHERE;
    }

    @Override
    public SocketAddress getAcceptanceAddress() {
        return NOWHERE;
    }

    @Override
    public @Nullable Object getAttribute(Object key) {
        return attributes.get(key);
    }

    @Override
    public @Nullable Object setAttribute(Object key, Object value) {
        return attributes.put(key, value);
    }

    @Override
    public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
        return attributes.putIfAbsent(key, value);
    }

    @Override
    public @Nullable Object removeAttribute(Object key) {
        return attributes.remove(key);
    }

    @Override
    public IoService getService() {
        return service;
    }

    @Override
    public void shutdownOutputStream() {
        // A stream has one end: that of the session.
    }

    @Override
    public void suspendRead() {
        // Only connections of forwarded ports are ever suspended, and those are not ours.
    }

    @Override
    public void resumeRead() {
        // See suspendRead.
    }
}
