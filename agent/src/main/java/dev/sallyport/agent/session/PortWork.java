package dev.sallyport.agent.session;

import dev.sallyport.agent.link.Reason;
import dev.sallyport.agent.link.Stamps;
import dev.sallyport.agent.port.Destination;
import dev.sallyport.agent.port.Forwarder;
import dev.sallyport.agent.port.Forwarding;
import dev.sallyport.agent.port.PortTask;
import dev.sallyport.agent.shell.StartRefusedException;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.smux.MuxVersions;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A forwarded port: one connection, or many over one stream if both ends know how.
final class PortWork implements Work {
    private final PortTask task;
    private final Destination destination;
    private final Forwarding forwarding;
    private final Stamps stamps;
    private final SessionThreads threads;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Forwarder forwarder;
    private boolean stopped;

    PortWork(
            PortTask task,
            Destination destination,
            Forwarding forwarding,
            Stamps stamps,
            SessionThreads threads) {
        this.task = task;
        this.destination = destination;
        this.forwarding = forwarding;
        this.stamps = stamps;
        this.threads = threads;
    }

    @Override
    public void run(DataChannel channel, String clientVersion)
            throws IOException, StartRefusedException, InterruptedException {
        Forwarder carrier = carrier(channel, clientVersion);
        lock.lock();
        try {
            forwarder = carrier;
            if (stopped) {
                carrier.stop();
            }
        } finally {
            lock.unlock();
        }
        threads.light("input", () -> listen(channel, carrier));
        carrier.run();
    }

    private Forwarder carrier(DataChannel channel, String clientVersion)
            throws IOException, StartRefusedException {
        ChannelOutlet outlet = new ChannelOutlet(channel);
        if (task.isLocalForwarding() && MuxVersions.clientMultiplexes(clientVersion)) {
            return forwarding.multiplexed(
                    destination,
                    outlet,
                    MuxVersions.clientKeepsAlive(clientVersion),
                    stamps::nanos);
        }
        if (task.isLocalForwarding()) {
            return forwarding.redialing(destination, outlet);
        }
        try {
            return forwarding.single(destination, outlet);
        } catch (IOException e) {
            throw new StartRefusedException(Reason.of(e));
        }
    }

    private void listen(DataChannel channel, Forwarder carrier) {
        try {
            for (Optional<Frame> next = channel.input(); next.isPresent(); next = channel.input()) {
                take(next.orElseThrow(), carrier);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Frame frame, Forwarder carrier) throws InterruptedException {
        if (frame.payloadType() == PayloadTypes.OUTPUT) {
            carrier.received(frame.payload());
        } else if (frame.payloadType() == PayloadTypes.FLAG) {
            Bytes flag = frame.payload();
            if (flag.equals(SessionFlags.TERMINATE)) {
                stop();
            } else if (flag.equals(SessionFlags.DISCONNECT_PORT)) {
                carrier.disconnect();
            }
        }
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            if (forwarder != null) {
                forwarder.stop();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void outputMoved() {
        Forwarder present = forwarder;
        if (present != null) {
            present.outletMoved();
        }
    }
}
