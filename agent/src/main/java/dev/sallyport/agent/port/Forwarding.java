package dev.sallyport.agent.port;

import dev.sallyport.protocol.forward.AddressRange;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/// Makes what forwards ports, with the limits all sessions of this node share.
public final class Forwarding {
    private static final String TOO_MANY = "This node carries as many connections as it may";

    private final Destination.Resolver resolver;
    private final List<AddressRange> forbidden;
    private final Semaphore connections;

    /// @param forbidden what else than metadata services no port may lead to
    /// @param maxConnections of all sessions together
    public Forwarding(
            Destination.Resolver resolver, List<AddressRange> forbidden, int maxConnections) {
        this.resolver = resolver;
        this.forbidden = List.copyOf(forbidden);
        this.connections = new Semaphore(maxConnections);
    }

    /// Where a port leads, or why it must not; the message is for the user.
    public Destination resolve(PortTask task) throws IOException {
        return Destination.of(task, resolver, forbidden);
    }

    /// Connects to the first address that answers. Blocks.
    public Connection connect(Destination destination) throws IOException {
        Dialer dialer = new Dialer(destination, connections);
        if (!dialer.enter()) {
            throw new IOException(TOO_MANY);
        }
        try {
            return new Connection(dialer.connect(), dialer::leave);
        } catch (IOException e) {
            dialer.leave();
            throw e;
        }
    }

    /// Takes a socket that came in on this node, and closes it if there is no place for it.
    public Connection adopt(Socket socket) throws IOException {
        if (!connections.tryAcquire()) {
            socket.close();
            throw new IOException(TOO_MANY);
        }
        return new Connection(socket, connections::release);
    }

    /// Many connections over one stream.
    ///
    /// @param keepAlive whether the client gives up a stream that says nothing
    public Forwarder multiplexed(
            Destination destination, Outlet outlet, boolean keepAlive, LongSupplier nanos)
            throws IOException {
        return new MuxForwarder(new Dialer(destination, connections), outlet, keepAlive, nanos);
    }

    /// One connection; the session ends with it. It is there when this returns.
    public Forwarder single(Destination destination, Outlet outlet) throws IOException {
        return RawForwarder.connected(new Dialer(destination, connections), outlet);
    }

    /// One connection at a time, made anew whenever the client says something.
    public Forwarder redialing(Destination destination, Outlet outlet) {
        return RawForwarder.redialing(new Dialer(destination, connections), outlet);
    }
}
