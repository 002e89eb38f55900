package dev.sallyport.server.relay;

import dev.sallyport.protocol.SessionId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/// All sessions this server relays. Safe for use by many threads; no call blocks.
public final class Relay implements AutoCloseable {
    /// The time as sessions see it: dates for frames, nanoseconds for waiting.
    public record Time(InstantSource clock, LongSupplier nanos) {}

    private final Set<SessionId> open = ConcurrentHashMap.newKeySet();

    /// @param loops the threads sessions are spread over
    /// @param reporter runs the calls to {@link RelayEvents}
    public Relay(
            RelayConfig config,
            List<RelayLoop> loops,
            Time time,
            SecureRandom random,
            Executor reporter) {
        throw new UnsupportedOperationException("" + config + loops + time + random + reporter);
    }

    /// Makes a session ready for its two ends. False if it is open already.
    public boolean open(SessionPlan plan) {
        return open.add(plan.session());
    }

    /// Joins an authenticated client's socket to its session; a former one is closed. Empty if the
    /// session is not open (any more).
    public Optional<LegInput> attachClient(SessionId session, Leg leg) {
        return Optional.empty();
    }

    /// Joins an authenticated node's socket to its session; a former one is closed. Empty if the
    /// session is not open (any more).
    public Optional<LegInput> attachNode(SessionId session, Leg leg) {
        return Optional.empty();
    }

    /// Ends a session: both ends are told, then closed. Nothing happens if it is ending already.
    public void end(SessionId session, EndCause cause) {
        open.remove(session);
    }

    public boolean isOpen(SessionId session) {
        return open.contains(session);
    }

    /// Stops relaying without ending any session: sockets close without a word, so that both ends
    /// come back to the next run of the server and the recordings go on.
    @Override
    public void close() {
        open.clear();
    }
}
