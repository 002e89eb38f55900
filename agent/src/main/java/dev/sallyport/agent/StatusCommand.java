package dev.sallyport.agent;

import java.nio.channels.FileLock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport agent status`. Exit codes: 0 connected, 3 running or not but without connection, 4
/// not registered.
@Command(
        name = "status",
        description = "Says which node this is, and whether its agent runs and is connected.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final int UNCONNECTED = 3;
    private static final int UNREGISTERED = 4;

    @Mixin private final NodeOptions options = new NodeOptions();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        DataDir data = options.openData();
        ObjectNode status = JsonMapper.shared().createObjectNode();
        status.put("dataDir", data.path().toString());
        Optional<Registration> kept = NodeFiles.registration(data);
        status.put("registered", kept.isPresent());
        kept.ifPresent(registration -> {
            status.put("nodeId", registration.nodeId().value());
            status.put("server", registration.server().toString());
            status.put("region", registration.region());
        });
        boolean running = isRunning(data);
        status.put("running", running);
        boolean connected = running && addState(data, status);
        status.put("connected", connected);
        print(status);
        if (kept.isEmpty()) {
            return UNREGISTERED;
        }
        return connected ? 0 : UNCONNECTED;
    }

    /// Whoever runs holds the lock.
    private static boolean isRunning(DataDir data) throws java.io.IOException {
        Optional<FileLock> lock = data.lock();
        if (lock.isPresent()) {
            lock.orElseThrow().channel().close();
        }
        return lock.isEmpty();
    }

    private static boolean addState(DataDir data, ObjectNode status) throws java.io.IOException {
        Optional<byte[]> text = data.read(RunState.FILE);
        if (text.isEmpty()) {
            return false;
        }
        JsonNode state = JsonMapper.shared().readTree(text.orElseThrow());
        status.put("pid", state.path("pid").asLong(0));
        status.put("since", state.path("since").asString(""));
        if (!state.path("connected").asBoolean(false)) {
            status.put("reason", state.path("reason").asString(""));
        }
        return state.path("connected").asBoolean(false);
    }

    private void print(ObjectNode status) {
        if (json) {
            System.out.println(status);
            return;
        }
        status.properties()
                .forEach(entry ->
                        System.out.printf(
                                "%-12s %s%n", entry.getKey(), entry.getValue().asString("")));
    }
}
