package dev.sallyport.server.sessions;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.sessions.DataPlane.OpenOutcome;
import dev.sallyport.server.sessions.Deadlines.Awaited;
import dev.sallyport.server.sessions.Deadlines.Due;
import dev.sallyport.server.sessions.TokenStore.Side;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What happens to sessions between their start and their end: the data plane and the control line
/// report here. Safe for use by many threads; every call may block, so none belongs on an event
/// loop. Reports about one session must come in the order things happened.
public final class SessionLife {
    private static final String BAD_TOKEN = "The session token is not valid or has expired.";
    private static final List<SessionState> LIVE =
            List.of(
                    SessionState.CONNECTING,
                    SessionState.CONNECTED,
                    SessionState.DISCONNECTED,
                    SessionState.TERMINATING);

    // An agent that was away longer was restarted, and its shells with it.
    private static final Duration HELD_AT_MOST = Duration.ofDays(1);

    private final SessionStore store;
    private final SessionTokens tokens;
    private final ControlLine line;
    private final DataPlane plane;
    private final InstantSource clock;
    private final SessionSettings settings;
    private final Deadlines deadlines = new Deadlines();
    private final Set<SessionId> clientAway = ConcurrentHashMap.newKeySet();

    public SessionLife(
            SessionStore store,
            SessionTokens tokens,
            ControlLine line,
            DataPlane plane,
            InstantSource clock,
            SessionSettings settings) {
        this.store = store;
        this.tokens = tokens;
        this.line = line;
        this.plane = plane;
        this.clock = clock;
        this.settings = settings;
    }

    /// Once, at the start of the server, before anything may connect: sessions that were open are
    /// opened again and wait for both ends; those in between are ended.
    public void reopen() {
        for (Session session : store.inStates(LIVE)) {
            switch (session.state()) {
                case CONNECTING ->
                        finish(session, EndCause.NOT_OPENED, "The server was restarted.");
                case TERMINATING -> finish(session, EndCause.TERMINATED, "");
                case CONNECTED, DISCONNECTED -> reopen(session);
                case TERMINATED, FAILED -> {}
            }
        }
    }

    private void reopen(Session session) {
        store.move(
                session.id(), SessionState.CONNECTED, SessionState.DISCONNECTED, Optional.empty());
        if (plane.reopen(session) instanceof OpenOutcome.Refused(String reason)) {
            end(session.id(), EndCause.RECORDING_FAILED, reason);
        }
    }

    /// Spends a client's token. The socket belongs to the session from then on; report it with
    /// {@link #clientAttached}.
    public RedeemOutcome redeemClient(SessionId id, String token) {
        return redeem(id, Side.CLIENT, token);
    }

    /// Spends a node's token.
    public RedeemOutcome redeemNode(SessionId id, String token) {
        return redeem(id, Side.NODE, token);
    }

    private RedeemOutcome redeem(SessionId id, Side side, String token) {
        if (!tokens.spend(id, side, token)) {
            return new RedeemOutcome.Refused(BAD_TOKEN);
        }
        return find(id).filter(session -> isOpen(session.state()))
                .<RedeemOutcome>map(RedeemOutcome.Redeemed::new)
                .orElseGet(() -> new RedeemOutcome.Refused(NodeTokenOutcome.Over.TEXT));
    }

    /// A node asks to open its side: only for its own session, only while that runs.
    public NodeTokenOutcome issueNodeToken(NodeId node, SessionId id) {
        Optional<Session> session = find(id).filter(found -> found.node().equals(node));
        if (session.isEmpty()) {
            return new NodeTokenOutcome.NotYours();
        }
        return session.filter(found -> isOpen(found.state()))
                .<NodeTokenOutcome>map(
                        found -> new NodeTokenOutcome.Issued(tokens.issue(id, Side.NODE)))
                .orElseGet(NodeTokenOutcome.Over::new);
    }

    /// The client's socket is open and authenticated. The first time, the node gets its task.
    public void clientAttached(SessionId id) {
        clientAway.remove(id);
        deadlines.clear(id, Awaited.CLIENT);
        store.move(id, SessionState.DISCONNECTED, SessionState.CONNECTED, Optional.empty());
        find(id).filter(session -> session.state() == SessionState.CONNECTING)
                .filter(session -> store.claimTask(session.id()))
                .ifPresent(this::sendTask);
    }

    private void sendTask(Session session) {
        var seconds = settings.nodeDeadline().toSeconds();
        var target = session.request().target();
        // Set before the task is sent: the node may answer at once, and clears it.
        deadlines.set(
                new Due(
                        session.id(),
                        Awaited.NODE,
                        EndCause.NOT_OPENED,
                        target + " did not open the session within " + seconds + " seconds."),
                clock.instant().plus(settings.nodeDeadline()));
        var work = session.work();
        var task =
                new ControlLine.Task(
                        session.id(),
                        work.document().name(),
                        work.document().agent(),
                        work.runAsUser(),
                        session.owner().arn());
        if (!line.startSession(session.node(), task)) {
            end(session.id(), EndCause.NOT_OPENED, target + " is not connected.");
        }
    }

    /// The client's socket is gone; the data plane waits for it to come back.
    public void clientDetached(SessionId id) {
        clientAway.add(id);
        store.move(id, SessionState.CONNECTED, SessionState.DISCONNECTED, Optional.empty());
        if (find(id).filter(session -> isOpen(session.state())).isEmpty()) {
            clientAway.remove(id);
        }
    }

    /// The node's data channel is open and authenticated.
    public void nodeAttached(SessionId id) {
        deadlines.clear(id, Awaited.NODE);
        boolean opened =
                store.move(id, SessionState.CONNECTING, SessionState.CONNECTED, Optional.empty());
        if (opened && clientAway.contains(id)) {
            clientDetached(id);
        }
    }

    /// The data plane has closed the session, for whatever cause.
    public void ended(SessionId id, EndCause cause, String text) {
        find(id).ifPresent(session -> finish(session, cause, text));
    }

    /// The node's `agent_task_complete`: it holds nothing of the session any more. A failed task's
    /// output is what the client must read.
    public void taskComplete(NodeId node, SessionId id, String status, String output) {
        if (find(id).filter(session -> session.node().equals(node)).isEmpty()) {
            return;
        }
        store.release(id);
        deadlines.clear(id, Awaited.RELEASE);
        boolean succeeded = status.equals("Success");
        end(
                id,
                succeeded ? EndCause.EXITED : EndCause.TASK_FAILED,
                succeeded || !output.isEmpty() ? output : "The task ended as " + status + ".");
    }

    /// The node's control line is open again: it is told which sessions ended in the meantime, for
    /// an agent keeps a shell whose data channel it has given up.
    public void controlLineOpened(NodeId node) {
        var since = clock.instant().minus(HELD_AT_MOST);
        for (SessionId id : store.unreleased(node, since)) {
            line.closeSession(node, id);
        }
    }

    /// The node was deregistered: everything it runs ends.
    public void nodeRemoved(NodeId node) {
        for (Session session : store.inStates(LIVE)) {
            if (session.node().equals(node)) {
                end(session.id(), EndCause.REVOKED, "The node was deregistered.");
                line.closeSession(node, session.id());
            }
        }
    }

    /// Ends what has waited too long. To be called about once a second.
    public void sweep() {
        for (Due due : deadlines.takeDue(clock.instant())) {
            switch (due.awaited()) {
                case CLIENT, NODE -> end(due.id(), due.cause(), due.text());
                case CLOSING -> ended(due.id(), due.cause(), due.text());
                case RELEASE ->
                        find(due.id())
                                .ifPresent(session -> line.closeSession(session.node(), due.id()));
            }
        }
    }

    /// Forgets spent and old things. To be called about once a minute.
    public void forgetOld() {
        tokens.forgetExpired();
        store.forget(clock.instant().minus(settings.history()));
    }

    /// Makes room for a session that was just written, and starts the wait for its client.
    OpenOutcome begin(Session session) {
        deadlines.set(
                new Due(
                        session.id(),
                        Awaited.CLIENT,
                        EndCause.NOT_OPENED,
                        "The client did not connect."),
                clock.instant().plus(settings.tokenLife()));
        OpenOutcome outcome = plane.open(session);
        if (outcome instanceof OpenOutcome.Refused(String reason)) {
            finish(session, EndCause.RECORDING_FAILED, reason);
        }
        return outcome;
    }

    /// Says something to the user of a running shell.
    ///
    /// @return whether it will be seen
    boolean tell(SessionId id, String text) {
        return isRunning(id) && plane.tell(id, text);
    }

    boolean isRunning(SessionId id) {
        return find(id).filter(session -> isOpen(session.state())).isPresent();
    }

    boolean isReachable(NodeId node) {
        return line.isOpen(node);
    }

    /// Agents stop listening when they hold too many sessions.
    boolean hasRoom(NodeId node) {
        return store.countLive(node) < settings.sessionsPerNode();
    }

    /// Starts the end of a session that still runs; the data plane reports when it is over.
    void end(SessionId id, EndCause cause, String text) {
        Optional<Session> running = find(id).filter(session -> isOpen(session.state()));
        running.ifPresent(session -> terminate(session, cause, text));
    }

    private void terminate(Session session, EndCause cause, String text) {
        var id = session.id();
        if (!store.move(id, session.state(), SessionState.TERMINATING, Optional.empty())) {
            end(id, cause, text); // Lost a race with another report: look again.
            return;
        }
        deadlines.clear(id);
        deadlines.set(
                new Due(id, Awaited.CLOSING, cause, text),
                clock.instant().plus(settings.closeGrace()));
        plane.end(id, cause, text);
    }

    private void finish(Session session, EndCause cause, String text) {
        if (session.state().isFinal()) {
            return;
        }
        var id = session.id();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var end = Optional.of(new Session.End(now, cause, text));
        if (!store.move(id, session.state(), cause.finalState(), end)) {
            ended(id, cause, text); // Lost a race with another report: look again.
            return;
        }
        deadlines.clear(id);
        clientAway.remove(id);
        // A worker that goes away by itself reports first; one that hangs is told.
        deadlines.set(new Due(id, Awaited.RELEASE, cause, text), now.plus(settings.releaseGrace()));
    }

    private Optional<Session> find(SessionId id) {
        return store.find(id);
    }

    private static boolean isOpen(SessionState state) {
        return !state.isFinal() && state != SessionState.TERMINATING;
    }
}
