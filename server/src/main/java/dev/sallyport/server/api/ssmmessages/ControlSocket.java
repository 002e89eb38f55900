package dev.sallyport.server.api.ssmmessages;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.MalformedId;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.protocol.channel.AgentTaskAcknowledge;
import dev.sallyport.protocol.channel.AgentTaskComplete;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.MalformedFrameException;
import dev.sallyport.protocol.channel.MalformedMessageException;
import dev.sallyport.protocol.channel.MessageTypes;
import dev.sallyport.protocol.channel.OpenControlChannel;
import dev.sallyport.server.net.Socket;
import dev.sallyport.server.net.SocketListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One node's control channel: first the token, then what the node reports.
final class ControlSocket implements SocketListener {
    private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);
    private static final int POLICY_VIOLATION = 1008;
    private static final int MOST_MALFORMED = 100;

    private final NodeId node;
    private final Socket socket;
    private final Desk desk;
    private boolean opened;
    private int malformed;

    /// What the socket reports to; `life` calls may block and run elsewhere.
    interface Desk {
        /// Spends the token: whether it was made for this node.
        boolean redeem(NodeId node, String token);

        void opened(NodeId node, Socket socket, OpenControlChannel hello);

        void closed(NodeId node, Socket socket);

        void alive(NodeId node);

        void send(Socket socket, String type, Bytes payload);

        void taskComplete(NodeId node, SessionId session, AgentTaskComplete done);
    }

    ControlSocket(NodeId node, Socket socket, Desk desk) {
        this.node = node;
        this.socket = socket;
        this.desk = desk;
    }

    @Override
    public void text(String text) {
        if (opened) {
            return;
        }
        try {
            OpenControlChannel hello = OpenControlChannel.decode(Bytes.ofUtf8(text));
            if (desk.redeem(node, hello.tokenValue())) {
                opened = true;
                socket.opened();
                desk.opened(node, socket, hello);
                return;
            }
            socket.close(POLICY_VIOLATION, "the token is not valid");
        } catch (MalformedMessageException e) {
            socket.close(POLICY_VIOLATION, "expected: OpenControlChannelInput");
        }
    }

    @Override
    public void binary(Bytes message) {
        if (!opened) {
            socket.close(POLICY_VIOLATION, "expected: OpenControlChannelInput");
            return;
        }
        desk.alive(node);
        try {
            Frame frame = FrameCodec.decode(message);
            if (frame.type().equals(MessageTypes.AGENT_TASK_COMPLETE)) {
                taskComplete(frame);
            }
        } catch (MalformedFrameException | MalformedMessageException | MalformedId e) {
            refuse(e);
        }
    }

    // The node repeats itself three times within three seconds, then forgets: acknowledged before
    // anything slow.
    private void taskComplete(Frame frame) throws MalformedMessageException {
        AgentTaskComplete done = AgentTaskComplete.decode(frame.payload());
        SessionId session = new SessionId(done.taskId());
        desk.send(
                socket,
                MessageTypes.AGENT_TASK_ACKNOWLEDGE,
                new AgentTaskAcknowledge(frame.id(), done.taskId()).encode());
        desk.taskComplete(node, session, done);
    }

    private void refuse(Exception fault) {
        malformed++;
        if (malformed == 1) {
            LOG.atWarn()
                    .addKeyValue("node", node)
                    .addKeyValue("fault", fault.getMessage())
                    .log("a node sent a malformed message on its control channel");
        }
        if (malformed > MOST_MALFORMED) {
            socket.close(POLICY_VIOLATION, "too many malformed messages");
        }
    }

    @Override
    public void writable() {
        // Messages to a node are few and small; net drops a peer that takes nothing.
    }

    @Override
    public void closed() {
        if (opened) {
            desk.closed(node, socket);
        }
    }
}
