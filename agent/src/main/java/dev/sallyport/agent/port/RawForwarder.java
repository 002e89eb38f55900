package dev.sallyport.agent.port;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection at a time, its bytes as they are: SSH, and clients that cannot multiplex.
final class RawForwarder implements Forwarder {
    private static final Logger LOG = LoggerFactory.getLogger(RawForwarder.class);
    private static final int READ_SIZE = 32 * 1024;
    private static final Bytes CONNECT_FAILED = Bytes.ofHex("00000003");

    private final Dialer dialer;
    private final Outlet outlet;
    private final boolean redials;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition connected = lock.newCondition();
    private @Nullable Socket socket;
    private boolean stopped;

    private RawForwarder(Dialer dialer, Outlet outlet, boolean redials) {
        this.dialer = dialer;
        this.outlet = outlet;
        this.redials = redials;
    }

    /// For one connection that is there from the start.
    static RawForwarder connected(Dialer dialer, Outlet outlet) throws IOException {
        RawForwarder forwarder = new RawForwarder(dialer, outlet, false);
        forwarder.dial();
        return forwarder;
    }

    /// For clients whose local connections come one after the other.
    static RawForwarder redialing(Dialer dialer, Outlet outlet) {
        return new RawForwarder(dialer, outlet, true);
    }

    private Socket dial() throws IOException {
        if (!dialer.enter()) {
            throw new IOException("This node carries as many connections as it may");
        }
        Socket made;
        try {
            made = dialer.connect();
        } catch (IOException e) {
            dialer.leave();
            throw e;
        }
        lock.lock();
        try {
            if (!stopped) {
                socket = made;
                connected.signalAll();
                return made;
            }
        } finally {
            lock.unlock();
        }
        dialer.leave();
        made.close();
        throw new IOException("the session is over");
    }

    @Override
    public void run() throws InterruptedException {
        for (Socket next = await(); next != null; next = redials ? await() : null) {
            carry(next);
            drop(next);
        }
    }

    private @Nullable Socket await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!stopped && socket == null) {
                connected.await();
            }
            return stopped ? null : socket;
        } finally {
            lock.unlock();
        }
    }

    private void carry(Socket from) throws InterruptedException {
        byte[] some = new byte[READ_SIZE];
        try {
            for (int n = from.getInputStream().read(some);
                    n >= 0;
                    n = from.getInputStream().read(some)) {
                outlet.send(PayloadTypes.OUTPUT, Bytes.wrap(Arrays.copyOf(some, n)));
            }
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("cause", e.toString()).log("connection to the target lost");
        }
    }

    @Override
    public void received(Bytes payload) throws InterruptedException {
        Socket to = socket();
        try {
            if (to == null) {
                if (!redials) {
                    return;
                }
                to = dial();
            }
            to.getOutputStream().write(payload.toArray());
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("cause", e.toString()).log("bytes without a target");
            if (to == null) {
                outlet.send(PayloadTypes.FLAG, CONNECT_FAILED);
            } else {
                drop(to);
            }
        }
    }

    private @Nullable Socket socket() {
        lock.lock();
        try {
            return socket;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void disconnect() {
        Socket present = socket();
        if (redials && present != null) {
            drop(present);
        }
    }

    @Override
    public void outletMoved() {
        // Sending waits by itself.
    }

    @Override
    public void stop() {
        Socket left;
        lock.lock();
        try {
            stopped = true;
            left = socket;
            connected.signalAll();
        } finally {
            lock.unlock();
        }
        if (left != null) {
            drop(left);
        }
    }

    private void drop(Socket old) {
        lock.lock();
        try {
            if (!old.equals(socket)) {
                return;
            }
            socket = null;
        } finally {
            lock.unlock();
        }
        dialer.leave();
        try {
            old.close();
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("cause", e.toString()).log("connection not closed");
        }
    }
}
