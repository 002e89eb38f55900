package dev.sallyport.agent;

import dev.sallyport.agent.session.ControlListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes down whether the node is connected: for `agent status`, and for whoever started the agent
/// and waits for it in a ready file.
final class RunState implements ControlListener {
    static final String FILE = "state.json";

    private static final Logger LOG = LoggerFactory.getLogger(RunState.class);

    private final DataDir data;
    private final String nodeId;
    private final Optional<Path> readyFile;
    private final InstantSource clock;

    RunState(DataDir data, String nodeId, Optional<Path> readyFile, InstantSource clock) {
        this.data = data;
        this.nodeId = nodeId;
        this.readyFile = readyFile;
        this.clock = clock;
    }

    @Override
    public void opened() {
        write(true, "");
        readyFile.ifPresent(this::announce);
    }

    @Override
    public void lost(String why) {
        write(false, why);
    }

    private void write(boolean connected, String why) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("pid", ProcessHandle.current().pid());
        json.put("connected", connected);
        json.put("since", clock.instant().toString());
        json.put("reason", why);
        try {
            data.write(FILE, json.toPrettyString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("cannot write the state file");
        }
    }

    private void announce(Path file) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("nodeId", nodeId);
        json.put("pid", ProcessHandle.current().pid());
        try {
            // Whole or not at all: the waiting side reads it the moment it exists.
            Path aside = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(aside, json.toPrettyString() + "\n");
            Files.move(
                    aside,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("cannot write the ready file");
        }
    }
}
