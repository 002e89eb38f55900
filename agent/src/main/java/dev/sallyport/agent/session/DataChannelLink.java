package dev.sallyport.agent.session;

import dev.sallyport.agent.link.Backoff;
import dev.sallyport.agent.link.CallFailedException;
import dev.sallyport.agent.link.ChannelSocket;
import dev.sallyport.agent.link.Reason;
import dev.sallyport.agent.link.SocketEvents;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.AgentSessionState;
import dev.sallyport.protocol.channel.OpenDataChannel;
import dev.sallyport.protocol.sigv4.SigningKey;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a session's data channel on a socket: opens the first, and a new one whenever one is lost,
/// for as long as a client may still come back.
final class DataChannelLink {
    private static final Logger LOG = LoggerFactory.getLogger(DataChannelLink.class);

    /// A server gives a new session up after 15 s.
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(20);

    /// How long a shell is kept while the server is away.
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /// A line that breaks every few seconds, but carries something in between, is taken up again at
    /// once. A server that takes a channel and drops it must not be asked again and again.
    private static final Duration USEFUL = Duration.ofMillis(500);

    /// The text by which a server says that trying again is in vain.
    private static final String OVER = "Session is already terminated";

    private final Line line;
    private final String sessionId;
    private final DataChannel channel;
    private final DataChannelOwner owner;
    private final Backoff backoff;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean stopped;
    private boolean connectedOnce;
    private long aloneSince;

    DataChannelLink(Line line, String sessionId, DataChannel channel, DataChannelOwner owner) {
        this.line = line;
        this.sessionId = sessionId;
        this.channel = channel;
        this.owner = owner;
        this.backoff =
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), line.stamps().random());
    }

    /// Runs until {@link #stop}, or until there is no use in going on.
    void run() {
        aloneSince = line.stamps().nanos();
        try {
            while (!stopped) {
                try {
                    connect();
                } catch (IOException e) {
                    retryLater(Reason.of(e));
                } catch (CallFailedException e) {
                    refused(e);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        stopped = true;
        wake.release();
    }

    /// Tries at once, should it be waiting: the server has just been seen.
    void hurry() {
        wake.release();
    }

    private void connect() throws IOException, InterruptedException, CallFailedException {
        String path = "/v1/data-channel/" + sessionId;
        SigningKey key = line.credentials().current();
        String token = line.calls().channelToken(path, true, key);
        SocketEventsOfThis events = new SocketEventsOfThis();
        ChannelSocket socket = line.calls().openSocket(path, "role=publish_subscribe", key, events);
        OpenDataChannel open =
                new OpenDataChannel(
                        line.stamps().id().toString(),
                        token,
                        "",
                        Optional.empty(),
                        Optional.of(line.node().value()));
        socket.text(open.encode());
        channel.attach(socket);
        if (!connectedOnce) {
            connectedOnce = true;
            channel.announce(new AgentSessionState(sessionId, AgentSessionState.CONNECTED));
        }
        long openedAt = line.stamps().nanos();
        watch(socket, events);
        channel.detach(socket);
        socket.close();
        aloneSince = line.stamps().nanos();
        Duration useful = events.heard ? USEFUL : line.pingEvery();
        if (aloneSince - openedAt > useful.toNanos()) {
            backoff.reset();
        }
        if (!stopped) {
            retryLater(events.why);
        }
    }

    /// Returns when the socket is lost or this link is stopped.
    private void watch(ChannelSocket socket, SocketEventsOfThis events)
            throws InterruptedException {
        long every = line.pingEvery().toMillis();
        while (!stopped && !events.isLost) {
            if (!wake.tryAcquire(every, TimeUnit.MILLISECONDS)) {
                socket.checkPeer(line.pingEvery().multipliedBy(3));
            }
        }
    }

    private void refused(CallFailedException refusal) throws InterruptedException {
        if (Reason.of(refusal).contains(OVER)) {
            stopped = true;
            owner.closed("the server says the session is over");
            return;
        }
        if (refusal.status() == 401 || refusal.status() == 403) {
            line.credentials().forget();
        }
        retryLater(Reason.of(refusal));
    }

    private void retryLater(String why) throws InterruptedException {
        Duration patience = connectedOnce ? PATIENCE : FIRST_PATIENCE;
        if (line.stamps().nanos() - aloneSince > patience.toNanos()) {
            stopped = true;
            owner.closed("no data channel for " + patience.toSeconds() + " s: " + why);
            return;
        }
        Duration pause = backoff.next();
        LOG.atInfo()
                .addKeyValue("session", sessionId)
                .addKeyValue("cause", why)
                .addKeyValue("retryMillis", pause.toMillis())
                .log("data channel lost");
        wake.drainPermits();
        if (!stopped) {
            boolean hurried = wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
            LOG.atDebug().addKeyValue("hurried", hurried).log("trying again");
        }
    }

    /// The events of one socket. A socket that has been replaced cannot disturb its successor.
    private final class SocketEventsOfThis implements SocketEvents {
        volatile boolean isLost;
        volatile boolean heard;
        volatile String why = "";

        @Override
        public void message(Bytes wire) {
            heard = true;
            channel.received(wire);
        }

        @Override
        public void idle() {
            channel.idle();
        }

        @Override
        public void lost(String reason) {
            why = reason;
            isLost = true;
            wake.release();
        }
    }
}
