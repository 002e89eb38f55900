package dev.sallyport.server.api.ssmmessages;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.protocol.channel.ChannelClosed;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.Frames;
import dev.sallyport.protocol.channel.InteractiveShell;
import dev.sallyport.protocol.channel.MessageTypes;
import dev.sallyport.protocol.ssh.P256Key;
import dev.sallyport.server.documents.SessionType;
import dev.sallyport.server.net.Socket;
import dev.sallyport.server.sessions.ControlLine;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The control channels that are open now, and what is said on them.
public final class ControlChannels implements ControlLine {
    private static final int GOING_AWAY = 1001;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SecureRandom random;
    private final InstantSource clock;
    private final P256Key sshAuthority;
    private final Map<NodeId, Socket> open = new ConcurrentHashMap<>();

    /// @param sshAuthority whose certificates nodes are to take in SSH sessions
    public ControlChannels(SecureRandom random, InstantSource clock, P256Key sshAuthority) {
        this.sshAuthority = sshAuthority;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public boolean isOpen(NodeId node) {
        return open.containsKey(node);
    }

    @Override
    public boolean startSession(NodeId node, Task task) {
        Optional<Socket> socket = find(node);
        socket.ifPresent(it -> send(it, MessageTypes.INTERACTIVE_SHELL, order(task).encode()));
        return socket.isPresent();
    }

    private InteractiveShell order(Task task) {
        ObjectNode content = (ObjectNode) JSON.readTree(task.agent().content());
        if (content.path("sessionType").asString("").equals(SessionType.SSH.wireName())) {
            content.withObject("properties").put("certificateAuthority", sshAuthority.toString());
        }
        return new InteractiveShell(
                task.documentName(),
                content,
                task.id().value(),
                (ObjectNode) JSON.readTree(task.agent().parameters()),
                task.runAsUser().orElse(""),
                task.ownerArn());
    }

    @Override
    public void closeSession(NodeId node, SessionId session) {
        find(node).ifPresent(socket -> sayClosed(socket, node, session));
    }

    private void sayClosed(Socket socket, NodeId node, SessionId session) {
        ChannelClosed message =
                new ChannelClosed(
                        Frames.newId(random), clock.millis(), node.value(), session.value(), "");
        socket.binary(FrameCodec.encode(Frames.channelClosed(message)));
    }

    /// Ends the node's channel, for a node that is no longer one.
    public void drop(NodeId node) {
        find(node).ifPresent(socket -> socket.close(GOING_AWAY, "deregistered"));
    }

    /// The node's channel is up; an older one of the same node is ended.
    void opened(NodeId node, Socket socket) {
        Optional.ofNullable(open.put(node, socket))
                .ifPresent(older -> older.close(GOING_AWAY, "replaced"));
    }

    void closed(NodeId node, Socket socket) {
        open.remove(node, socket);
    }

    void send(Socket socket, String type, Bytes payload) {
        Frame frame = Frames.control(type, payload, Frames.newId(random), clock.millis());
        socket.binary(FrameCodec.encode(frame));
    }

    private Optional<Socket> find(NodeId node) {
        return Optional.ofNullable(open.get(node));
    }
}
