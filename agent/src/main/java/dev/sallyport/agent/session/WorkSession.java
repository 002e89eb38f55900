package dev.sallyport.agent.session;

import dev.sallyport.agent.shell.StartRefusedException;
import dev.sallyport.protocol.channel.AgentSessionState;
import dev.sallyport.protocol.channel.HandshakeRequest;
import dev.sallyport.protocol.channel.TerminalSize;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A session that begins with a handshake, and its data channel, from the first to the last byte.
final class WorkSession implements RunningSession, DataChannelOwner {
    private static final Logger LOG = LoggerFactory.getLogger(WorkSession.class);

    /// How long the last output may wait for a client that acknowledges nothing.
    private static final Duration FLUSH_PATIENCE = Duration.ofSeconds(5);

    private final String sessionId;
    private final Work work;
    private final Line line;
    private final SessionThreads threads;
    private final DataChannel channel;
    private final DataChannelLink link;
    private final AtomicBoolean ended = new AtomicBoolean();

    WorkSession(
            String sessionId,
            Work work,
            Line line,
            ScheduledExecutorService timer,
            SessionThreads threads) {
        this.sessionId = sessionId;
        this.work = work;
        this.line = line;
        this.threads = threads;
        this.channel = new DataChannel(line.stamps(), timer, work.flow(), this);
        this.link = new DataChannelLink(line, sessionId, channel, this);
    }

    /// Runs the session to its end. Blocks.
    void run(HandshakeRequest.Action sessionType)
            throws IOException, StartRefusedException, InterruptedException {
        threads.light("link", link::run);
        try {
            Optional<String> client = new Handshake(channel, line.stamps()).shake(sessionType);
            if (client.isEmpty()) {
                return;
            }
            work(client.orElseThrow());
            channel.flush(FLUSH_PATIENCE);
            channel.announceLast(
                    new AgentSessionState(sessionId, AgentSessionState.TERMINATING),
                    FLUSH_PATIENCE);
        } finally {
            finish();
        }
    }

    private void work(String client)
            throws IOException, StartRefusedException, InterruptedException {
        try {
            work.run(channel, client);
        } catch (IOException | StartRefusedException e) {
            // The client hears the end of the handshake before it hears why there is nothing more.
            channel.flush(FLUSH_PATIENCE);
            throw e;
        }
    }

    @Override
    public void hurry() {
        link.hurry();
    }

    @Override
    public void resized(TerminalSize size) {
        // Nothing here has a size.
    }

    @Override
    public void outputMoved() {
        work.outputMoved();
    }

    @Override
    public void closed(String why) {
        if (finish()) {
            LOG.atInfo()
                    .addKeyValue("session", sessionId)
                    .addKeyValue("cause", why)
                    .log("session closed");
        }
    }

    private boolean finish() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        work.stop();
        link.stop();
        channel.close();
        return true;
    }
}
