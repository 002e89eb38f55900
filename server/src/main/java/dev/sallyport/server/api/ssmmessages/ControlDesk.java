package dev.sallyport.server.api.ssmmessages;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.protocol.channel.AgentTaskComplete;
import dev.sallyport.protocol.channel.OpenControlChannel;
import dev.sallyport.server.fleet.Presence;
import dev.sallyport.server.net.HttpResponse;
import dev.sallyport.server.net.Socket;
import dev.sallyport.server.sessions.SessionLife;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands out tokens for control channels and tells the other rooms what happens on them.
public final class ControlDesk implements ControlSocket.Desk {
    private static final Logger LOG = LoggerFactory.getLogger(ControlDesk.class);

    private final ControlTokens tokens;
    private final ControlChannels channels;
    private final Presence presence;
    private final SessionLife life;
    private final Executor blocking;

    /// @param blocking runs what may wait; sockets themselves must not
    public ControlDesk(
            ControlChannels channels,
            Presence presence,
            SessionLife life,
            SecureRandom random,
            InstantSource clock,
            Executor blocking) {
        this.tokens = new ControlTokens(random, clock);
        this.channels = channels;
        this.presence = presence;
        this.life = life;
        this.blocking = blocking;
    }

    /// CreateControlChannel, for a node that has proved itself.
    public HttpResponse create(NodeId node) {
        return Channels.created("CreateControlChannel", tokens.issue(node));
    }

    @Override
    public boolean redeem(NodeId node, String token) {
        return tokens.redeem(token).filter(node::equals).isPresent();
    }

    @Override
    public void opened(NodeId node, Socket socket, OpenControlChannel hello) {
        presence.connected(node);
        channels.opened(node, socket);
        LOG.atInfo()
                .addKeyValue("node", node)
                .addKeyValue("from", socket.remote().getAddress().getHostAddress())
                .log("control channel opened");
        blocking.execute(() -> life.controlLineOpened(node));
    }

    @Override
    public void closed(NodeId node, Socket socket) {
        channels.closed(node, socket);
        presence.disconnected(node);
        LOG.atInfo().addKeyValue("node", node).log("control channel closed");
    }

    @Override
    public void alive(NodeId node) {
        presence.pinged(node);
    }

    @Override
    public void send(Socket socket, String type, Bytes payload) {
        channels.send(socket, type, payload);
    }

    @Override
    public void taskComplete(NodeId node, SessionId session, AgentTaskComplete done) {
        blocking.execute(
                () -> life.taskComplete(node, session, done.finalTaskStatus(), done.output()));
    }
}
