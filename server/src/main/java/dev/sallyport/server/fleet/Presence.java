package dev.sallyport.server.fleet;

import dev.sallyport.protocol.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Who is there right now, kept in memory; safe for use by many threads.
///
/// Only {@link #flush} touches the store, so that ten thousand pings cost one transaction.
public final class Presence {
    // Two pings of an agent are five minutes apart: two may be lost before we worry.
    private static final Duration PATIENCE = Duration.ofMinutes(11);

    private final NodeStore store;
    private final InstantSource clock;
    private final Map<NodeId, Integer> channels = new ConcurrentHashMap<>();
    private final Map<NodeId, Instant> pings = new ConcurrentHashMap<>();
    private final Map<NodeId, Instant> unsaved = new ConcurrentHashMap<>();

    public Presence(NodeStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// A control channel of the node opened. Counted: a node may open the next before it closes the
    /// last, so every call needs its {@link #disconnected}.
    public void connected(NodeId node) {
        channels.merge(node, 1, Integer::sum);
        pinged(node);
    }

    /// A control channel of the node closed.
    public void disconnected(NodeId node) {
        if (isConnected(node)) {
            pinged(node);
        }
        channels.computeIfPresent(node, (_, open) -> open > 1 ? open - 1 : null);
    }

    /// The node gave a sign of life.
    public void pinged(NodeId node) {
        Instant now = clock.instant();
        pings.put(node, now);
        unsaved.put(node, now);
    }

    public boolean isConnected(NodeId node) {
        return channels.containsKey(node);
    }

    public PingStatus statusOf(Node node) {
        boolean there =
                isConnected(node.id()) || lastPing(node).plus(PATIENCE).isAfter(clock.instant());
        return there ? PingStatus.ONLINE : PingStatus.CONNECTION_LOST;
    }

    public Instant lastPing(Node node) {
        Instant seen = pings.getOrDefault(node.id(), node.lastPing());
        return seen.isAfter(node.lastPing()) ? seen : node.lastPing();
    }

    /// Writes the pings since the last flush down. Call it every minute or so, and at the end.
    public void flush() {
        Map<NodeId, Instant> batch = new HashMap<>(unsaved);
        if (!batch.isEmpty()) {
            store.recordPings(batch);
            batch.forEach(unsaved::remove);
        }
    }

    void forget(NodeId node) {
        channels.remove(node);
        pings.remove(node);
        unsaved.remove(node);
    }
}
