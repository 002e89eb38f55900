package dev.sallyport.agent;

import dev.sallyport.agent.link.ServerAddress;
import dev.sallyport.agent.shell.TestUsers;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.AgentTaskAcknowledge;
import dev.sallyport.protocol.channel.AgentTaskComplete;
import dev.sallyport.protocol.channel.ChannelClosed;
import dev.sallyport.protocol.channel.Frame;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.Frames;
import dev.sallyport.protocol.channel.InteractiveShell;
import dev.sallyport.protocol.channel.MessageTypes;
import dev.sallyport.protocol.forward.AddressRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A registered agent at work against a {@link FakeServer}.
final class AgentRig {
    /// Where its owner wants no port to lead.
    static final AddressRange FORBIDDEN = AddressRange.parse("203.0.113.0/24");

    final FakeServer server = new FakeServer();
    final Agent agent;
    private final Thread runner;
    private FakeSocket control;

    AgentRig(Path folder) throws Exception {
        this(folder, 10);
    }

    AgentRig(Path folder, int maxSessions) throws Exception {
        DataDir data = DataDir.open(folder.resolve("agent"));
        Wiring wiring = new Wiring(data);
        ServerAddress address = ServerAddress.parse("http://127.0.0.1:" + server.port());
        Registration registration =
                wiring.registrar(address, FakeServer.REGION)
                        .register(
                                new Registrar.Activation("an-id", "good-code"),
                                address,
                                FakeServer.REGION,
                                Optional.of("web-1"));
        agent =
                wiring.agent(
                        new Settings(
                                registration,
                                false,
                                maxSessions,
                                Optional.empty(),
                                List.of(),
                                List.of(FORBIDDEN)),
                        new TestUsers());
        runner = Thread.ofPlatform().start(this::run);
        control = server.control();
    }

    private void run() {
        try {
            agent.run();
        } catch (InterruptedException _) {
            // The test is over.
        }
    }

    /// Orders a shell, and returns the client's end of it.
    FakeClient shell(String id, String inputs) throws InterruptedException {
        order(id, "Standard_Stream", inputs);
        return new FakeClient(server.session(id));
    }

    /// Orders a session that shakes hands, and returns the client's end of it.
    FakeClient session(String id, String type, String properties) throws InterruptedException {
        order(id, type, "{}", properties);
        return new FakeClient(server.session(id));
    }

    void order(String id, String type, String inputs) {
        order(id, type, inputs, "{}");
    }

    void order(String id, String type, String inputs, String properties) {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        document.put("schemaVersion", "1.0").put("sessionType", type);
        document.set("inputs", JsonMapper.shared().readTree(inputs));
        document.set("properties", JsonMapper.shared().readTree(properties));
        ObjectNode none = JsonMapper.shared().createObjectNode();
        Bytes task =
                new InteractiveShell("Doc", document, id, none, "", "arn:aws:iam::1:user/alice")
                        .encode();
        send(Frames.control(MessageTypes.INTERACTIVE_SHELL, task, UUID.randomUUID(), 1));
    }

    void closeSession(String id) {
        send(
                Frames.channelClosed(
                        new ChannelClosed(UUID.randomUUID(), 1, FakeServer.NODE, id, "")));
    }

    void send(Frame frame) {
        control.send(FakeSocket.BINARY, FrameCodec.encode(frame));
    }

    /// The next result the node reports. It is acknowledged if `acknowledge`.
    AgentTaskComplete result(boolean acknowledge) throws Exception {
        Frame frame = FrameCodec.decode(control.read().orElseThrow().payload());
        AgentTaskComplete result = AgentTaskComplete.decode(frame.payload());
        if (acknowledge) {
            Bytes answer = new AgentTaskAcknowledge(frame.id(), result.taskId()).encode();
            send(Frames.control(MessageTypes.AGENT_TASK_ACKNOWLEDGE, answer, UUID.randomUUID(), 1));
        }
        return result;
    }

    private void acknowledgeTheRest() {
        try {
            while (true) {
                result(true);
            }
        } catch (Exception _) {
            // The agent has stopped.
        }
    }

    /// Takes the control channel the node opens after it lost one.
    void awaitControl() throws InterruptedException {
        control = server.control();
    }

    void close() throws InterruptedException {
        Thread.ofVirtual().start(this::acknowledgeTheRest);
        agent.stop();
        server.close();
        runner.join();
    }
}
