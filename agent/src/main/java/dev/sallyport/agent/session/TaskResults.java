package dev.sallyport.agent.session;

import dev.sallyport.agent.link.ChannelSocket;
import dev.sallyport.agent.link.Stamps;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.channel.AgentTaskComplete;
import dev.sallyport.protocol.channel.FrameCodec;
import dev.sallyport.protocol.channel.Frames;
import dev.sallyport.protocol.channel.MessageTypes;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// How sessions ended, until the server has acknowledged it: each is sent three times, a second
/// apart, under one message id, and as often again on every new control channel.
public final class TaskResults {
    private static final int SENDS = 3;

    /// Nobody can have more sessions end while the server is away.
    private static final int MAX_WAITING = 1000;

    private final NodeId node;
    private final Stamps stamps;
    private final ScheduledExecutorService timer;
    private final ReentrantLock lock = new ReentrantLock();
    private final SequencedMap<UUID, Waiting> waiting = new LinkedHashMap<>();
    private @Nullable ChannelSocket line;

    private static final class Waiting {
        final String sessionId;
        final String status;
        final String output;
        int sends;

        Waiting(String sessionId, String status, String output) {
            this.sessionId = sessionId;
            this.status = status;
            this.output = output;
        }
    }

    public TaskResults(NodeId node, Stamps stamps, ScheduledExecutorService timer) {
        this.node = node;
        this.stamps = stamps;
        this.timer = timer;
    }

    void succeeded(String sessionId) {
        add(new Waiting(sessionId, AgentTaskComplete.SUCCESS, ""));
    }

    void failed(String sessionId, String why) {
        add(new Waiting(sessionId, AgentTaskComplete.FAILED, why));
    }

    void acknowledged(UUID messageId) {
        lock.lock();
        try {
            waiting.remove(messageId);
        } finally {
            lock.unlock();
        }
    }

    /// A control channel is open: whatever waits goes out on it.
    void opened(ChannelSocket fresh) {
        lock.lock();
        try {
            line = fresh;
            waiting.forEach((id, result) -> {
                result.sends = 0;
                send(id);
            });
        } finally {
            lock.unlock();
        }
    }

    void closed(ChannelSocket lost) {
        lock.lock();
        try {
            if (line == lost) {
                line = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /// Whether the server knows of everything.
    public boolean isEmpty() {
        lock.lock();
        try {
            return waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void add(Waiting result) {
        lock.lock();
        try {
            if (waiting.size() >= MAX_WAITING) {
                waiting.pollFirstEntry();
            }
            UUID id = stamps.id();
            waiting.put(id, result);
            send(id);
        } finally {
            lock.unlock();
        }
    }

    private void send(UUID id) {
        ChannelSocket present = line;
        Waiting result = waiting.get(id);
        if (present == null || result == null || result.sends >= SENDS) {
            return;
        }
        result.sends++;
        Bytes message =
                new AgentTaskComplete(
                                result.sessionId,
                                result.status,
                                node.value(),
                                result.output,
                                result.sends)
                        .encode();
        present.binary(
                FrameCodec.encode(
                        Frames.control(
                                MessageTypes.AGENT_TASK_COMPLETE,
                                message,
                                id,
                                stamps.clock().millis())));
        var ignored = timer.schedule(() -> sendAgain(id, present), 1, TimeUnit.SECONDS);
    }

    private void sendAgain(UUID id, ChannelSocket sentOn) {
        lock.lock();
        try {
            // On a newer channel it has its own row of sends.
            if (line == sentOn) {
                send(id);
            }
        } finally {
            lock.unlock();
        }
    }
}
