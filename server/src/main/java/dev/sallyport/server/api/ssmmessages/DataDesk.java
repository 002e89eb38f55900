package dev.sallyport.server.api.ssmmessages;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.protocol.channel.ChannelClosed;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.Frames;
import dev.sallyport.protocol.channel.OpenDataChannel;
import dev.sallyport.server.identity.Caller;
import dev.sallyport.server.net.HttpResponse;
import dev.sallyport.server.net.Socket;
import dev.sallyport.server.net.SocketListener;
import dev.sallyport.server.relay.Relay;
import dev.sallyport.server.sessions.NodeTokenOutcome;
import dev.sallyport.server.sessions.RedeemOutcome;
import dev.sallyport.server.sessions.Session;
import dev.sallyport.server.sessions.SessionLife;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/// Hands out nodes' tokens for data channels and joins good sockets to the relay.
public final class DataDesk {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private final SessionLife life;
    private final Relay relay;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Executor blocking;

    public DataDesk(
            SessionLife life,
            Relay relay,
            SecureRandom random,
            InstantSource clock,
            Executor blocking) {
        this.life = life;
        this.relay = relay;
        this.random = random;
        this.clock = clock;
        this.blocking = blocking;
    }

    /// CreateDataChannel: for nodes only, each for its own sessions.
    public HttpResponse create(Caller caller, SessionId session) {
        return caller instanceof Caller.NodeRole role
                ? create(role.node(), session)
                : Channels.xml(FORBIDDEN, fault("AccessDeniedException", "Not a node"));
    }

    private HttpResponse create(NodeId node, SessionId session) {
        return switch (life.issueNodeToken(node, session)) {
            case NodeTokenOutcome.Issued(var token) ->
                    token.reveal(text -> Channels.created("CreateDataChannel", text));
            // The words stop the agent's retries.
            case NodeTokenOutcome.Over _ ->
                    Channels.xml(BAD_REQUEST, fault("BadRequest", NodeTokenOutcome.Over.TEXT));
            case NodeTokenOutcome.NotYours _ ->
                    Channels.xml(
                            FORBIDDEN,
                            fault("AccessDeniedException", "Not a session of this node"));
        };
    }

    private static String fault(String name, String text) {
        return "<%1$s><Message>%2$s</Message></%1$s>".formatted(name, text);
    }

    SocketListener open(SessionId session, Signed signed, Socket socket) {
        return new DataSocket(
                socket,
                (waiting, hello) -> blocking.execute(() -> join(session, signed, waiting, hello)));
    }

    // Nodes say which machine they are; clients do not.
    private void join(SessionId id, Signed signed, DataSocket socket, OpenDataChannel hello) {
        if (hello.clientInstanceId().isPresent()) {
            joinNode(id, signed, socket, hello);
        } else {
            joinClient(id, signed, socket, hello);
        }
    }

    private void joinNode(SessionId id, Signed signed, DataSocket socket, OpenDataChannel hello) {
        if (signed instanceof Signed.By(Caller.NodeRole caller)
                && life.redeemNode(id, hello.tokenValue())
                        instanceof RedeemOutcome.Redeemed(Session session)
                && caller.node().equals(session.node())) {
            socket.joined(false, leg -> relay.attachNode(id, leg));
        } else {
            socket.refused();
        }
    }

    private void joinClient(SessionId id, Signed signed, DataSocket socket, OpenDataChannel hello) {
        if (signed instanceof Signed.Bad(String text)) {
            socket.refused(goodbye(id, text));
            return;
        }
        switch (life.redeemClient(id, hello.tokenValue())) {
            case RedeemOutcome.Redeemed _ ->
                    socket.joined(true, leg -> relay.attachClient(id, leg));
            case RedeemOutcome.Refused(String text) -> socket.refused(goodbye(id, text));
        }
    }

    private Bytes goodbye(SessionId id, String text) {
        ChannelClosed message =
                new ChannelClosed(Frames.newId(random), clock.millis(), "", id.value(), text);
        return FrameCodec.encode(Frames.channelClosed(message));
    }
}
