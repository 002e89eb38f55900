package dev.sallyport.server.relay;

import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.relay.Attachment.End;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// All sessions this server relays. Safe for use by many threads; no call but {@link #close}
/// blocks.
public final class Relay implements AutoCloseable {
    /// The time as sessions see it: dates for frames, nanoseconds for waiting.
    public record Time(InstantSource clock, LongSupplier nanos) {}

    private static final int STOP_SECONDS = 5;

    private final RelayConfig config;
    private final List<RelayLoop> loops;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Notices notices;
    private final Executor reporter;
    private final Map<SessionId, RelaySession> sessions = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /// @param loops the threads sessions are spread over
    /// @param reporter runs the calls to {@link RelayEvents}
    public Relay(
            RelayConfig config,
            List<RelayLoop> loops,
            Time time,
            SecureRandom random,
            Executor reporter) {
        if (loops.isEmpty()) {
            throw new IllegalArgumentException("relay: no loop to run on");
        }
        this.config = config;
        this.loops = List.copyOf(loops);
        this.clock = time.clock();
        long origin = time.nanos().getAsLong();
        // Counted from here, deadlines can be compared as plain numbers.
        this.nanos = () -> time.nanos().getAsLong() - origin;
        this.notices = new Notices(clock, random);
        this.reporter = reporter;
    }

    /// Makes a session ready for its two ends. False if it is open already or the relay is closed.
    public boolean open(SessionPlan plan) {
        SessionId id = plan.session();
        RelaySession session =
                new RelaySession(
                        plan,
                        new RelaySession.Surroundings(
                                config,
                                loops.get(Math.floorMod(id.hashCode(), loops.size())),
                                nanos,
                                notices,
                                new Reports(reporter, plan.events()),
                                () -> sessions.remove(id)));
        if (stopped || sessions.putIfAbsent(id, session) != null) {
            return false;
        }
        session.submit(() -> session.start(clock.instant()));
        return true;
    }

    /// Joins an authenticated client's socket to its session; a former one is closed. Empty if the
    /// session is not open (any more).
    public Optional<LegInput> attachClient(SessionId session, Leg leg) {
        return attach(session, End.CLIENT, leg);
    }

    /// Joins an authenticated node's socket to its session; a former one is closed. Empty if the
    /// session is not open (any more).
    public Optional<LegInput> attachNode(SessionId session, Leg leg) {
        return attach(session, End.NODE, leg);
    }

    private Optional<LegInput> attach(SessionId id, End end, Leg leg) {
        RelaySession session = sessions.get(id);
        if (session == null || stopped) {
            return Optional.empty();
        }
        Attachment attachment = session.attachment(end, leg);
        session.submit(() -> session.attached(attachment));
        return Optional.of(attachment);
    }

    /// Ends a session: both ends are told, then closed. Nothing happens if it is ending already. A
    /// node that has finished or failed gets a moment for its last frames.
    public void end(SessionId id, EndCause cause) {
        RelaySession session = sessions.get(id);
        if (session != null) {
            session.submit(() -> session.end(cause));
        }
    }

    /// Shows a line of the server's own on a shell's terminal, between what the node prints; the
    /// node does not hear of it. Control characters are left out. A client that is away gets it
    /// when it comes back, one whose terminal is not up yet as soon as it is.
    ///
    /// @return false if it cannot be shown: the session is over, is no shell's, or has been told
    ///   too much already. Never completed if the relay is closed meanwhile
    public CompletableFuture<Boolean> say(SessionId id, String text) {
        RelaySession session = sessions.get(id);
        if (session == null) {
            return CompletableFuture.completedFuture(false);
        }
        CompletableFuture<Boolean> shown = new CompletableFuture<>();
        session.submit(() -> shown.complete(session.say(text)));
        return shown;
    }

    public boolean isOpen(SessionId session) {
        return sessions.containsKey(session);
    }

    /// Stops relaying without ending any session: sockets close without a word, so that both ends
    /// come back to the next run of the server and the recordings go on. Returns when all taps are
    /// closed.
    @Override
    public void close() {
        stopped = true;
        List<RelaySession> left = List.copyOf(sessions.values());
        CountDownLatch done = new CountDownLatch(left.size());
        for (RelaySession session : left) {
            session.submit(() -> {
                session.stop();
                done.countDown();
            });
        }
        try {
            // A loop that is gone cannot answer; nothing is lost by not waiting for it.
            boolean _ = done.await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
