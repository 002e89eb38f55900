package dev.sallyport.agent.session;

import dev.sallyport.agent.link.AgentVersion;
import dev.sallyport.agent.link.Backoff;
import dev.sallyport.agent.link.CallFailedException;
import dev.sallyport.agent.link.ChannelSocket;
import dev.sallyport.agent.link.Reason;
import dev.sallyport.agent.link.SocketEvents;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.AgentTaskAcknowledge;
import dev.sallyport.protocol.channel.ChannelClosed;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.InteractiveShell;
import dev.sallyport.protocol.channel.MalformedFrameException;
import dev.sallyport.protocol.channel.MalformedMessageException;
import dev.sallyport.protocol.channel.MessageTypes;
import dev.sallyport.protocol.channel.OpenControlChannel;
import dev.sallyport.protocol.sigv4.SigningKey;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the node's control channel open and follows the orders that come over it.
public final class ControlChannel {
    private static final Logger LOG = LoggerFactory.getLogger(ControlChannel.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(800);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Line line;
    private final Sessions sessions;
    private final TaskResults results;
    private final ControlListener listener;
    private final Backoff backoff;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean stopped;

    public ControlChannel(
            Line line, Sessions sessions, TaskResults results, ControlListener listener) {
        this.line = line;
        this.sessions = sessions;
        this.results = results;
        this.listener = listener;
        this.backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, line.stamps().random());
    }

    /// Runs until {@link #stop}.
    public void run() throws InterruptedException {
        while (!stopped) {
            try {
                connect();
            } catch (IOException e) {
                retryLater(Reason.of(e));
            } catch (CallFailedException e) {
                if (e.status() == 401 || e.status() == 403) {
                    line.credentials().forget();
                }
                retryLater(Reason.of(e));
            }
        }
    }

    public void stop() {
        stopped = true;
        wake.release();
    }

    private void connect() throws IOException, InterruptedException, CallFailedException {
        String path = "/v1/control-channel/" + line.node();
        SigningKey key = line.credentials().current();
        String token = line.calls().channelToken(path, false, key);
        Events events = new Events();
        ChannelSocket socket =
                line.calls().openSocket(path, "role=subscribe&stream=input", key, events);
        socket.text(
                new OpenControlChannel(
                                line.stamps().id().toString(),
                                token,
                                AgentVersion.COMPATIBLE,
                                "linux")
                        .encode());
        LOG.info("control channel open");
        results.opened(socket);
        sessions.hurry();
        listener.opened();
        long openedAt = line.stamps().nanos();
        watch(socket, events);
        results.closed(socket);
        socket.close();
        // A server that takes a channel and drops it at once must not be asked again and again.
        if (line.stamps().nanos() - openedAt > line.pingEvery().toNanos()) {
            backoff.reset();
        }
        listener.lost(events.why);
        if (!stopped) {
            retryLater(events.why);
        }
    }

    private void watch(ChannelSocket socket, Events events) throws InterruptedException {
        long every = line.pingEvery().toMillis();
        while (!stopped && !events.isLost) {
            if (!wake.tryAcquire(every, TimeUnit.MILLISECONDS)) {
                socket.checkPeer(line.pingEvery().multipliedBy(3));
            }
        }
    }

    private void retryLater(String why) throws InterruptedException {
        Duration pause = backoff.next();
        LOG.atWarn()
                .addKeyValue("cause", why)
                .addKeyValue("retryMillis", pause.toMillis())
                .log("no control channel");
        wake.drainPermits();
        if (!stopped && wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.debug("told to stop waiting");
        }
    }

    private void received(Bytes wire) {
        try {
            Frame frame = FrameCodec.decodeLeniently(wire);
            switch (frame.type()) {
                case MessageTypes.INTERACTIVE_SHELL ->
                        sessions.start(InteractiveShell.decode(frame.payload()));
                case MessageTypes.CHANNEL_CLOSED ->
                        sessions.close(
                                ChannelClosed.decode(frame.payload()).sessionId(),
                                "closed by the service");
                case MessageTypes.AGENT_TASK_ACKNOWLEDGE ->
                        results.acknowledged(
                                AgentTaskAcknowledge.decode(frame.payload()).messageId());
                default ->
                        LOG.atInfo()
                                .addKeyValue("type", frame.type())
                                .log("ignored a message this agent does not know");
            }
        } catch (MalformedFrameException | MalformedMessageException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("dropped a frame");
        }
    }

    private final class Events implements SocketEvents {
        volatile boolean isLost;
        volatile String why = "";

        @Override
        public void message(Bytes wire) {
            received(wire);
        }

        @Override
        public void idle() {
            // Nothing waits here for room: results are few and small.
        }

        @Override
        public void lost(String reason) {
            why = reason;
            isLost = true;
            wake.release();
        }
    }
}
