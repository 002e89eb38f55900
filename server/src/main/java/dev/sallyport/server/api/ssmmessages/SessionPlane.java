package dev.sallyport.server.api.ssmmessages;

import dev.sallyport.audit.recording.RecordingHeader;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.protocol.forward.ForwardTarget;
import dev.sallyport.server.documents.ResolvedDocument;
import dev.sallyport.server.documents.ResolvedDocument.Copying;
import dev.sallyport.server.recordings.OpenOutcome.Opened;
import dev.sallyport.server.recordings.OpenOutcome.Refused;
import dev.sallyport.server.recordings.Recordings;
import dev.sallyport.server.relay.Relay;
import dev.sallyport.server.relay.RelayEvents;
import dev.sallyport.server.relay.SessionKind;
import dev.sallyport.server.relay.SessionLimits;
import dev.sallyport.server.relay.SessionPlan;
import dev.sallyport.server.relay.Tap;
import dev.sallyport.server.sessions.DataPlane;
import dev.sallyport.server.sessions.EndCause;
import dev.sallyport.server.sessions.Session;
import dev.sallyport.server.sessions.SessionLife;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// What sessions call the data plane: the relay with a recording behind it.
public final class SessionPlane implements DataPlane, RelayEvents {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /// Our client tries for two minutes; after that it, or its next run, begins a new session,
    /// which finds what this one has written only when it is let go.
    private static final Duration FILES_WINDOW = Duration.ofSeconds(130);

    private final Relay relay;
    private final Recordings recordings;
    private final Windows windows;
    private final Supplier<SessionLife> life;
    private final Map<SessionId, EndCause> asked = new ConcurrentHashMap<>();

    /// How long a session does without one of its ends.
    public record Windows(Duration client, Duration node) {}

    /// @param life asked for only once sessions run, because it needs this object to be made
    public SessionPlane(
            Relay relay, Recordings recordings, Windows windows, Supplier<SessionLife> life) {
        this.relay = relay;
        this.recordings = recordings;
        this.windows = windows;
        this.life = life;
    }

    @Override
    public OpenOutcome open(Session session) {
        SessionKind kind = kindOf(session.work().document());
        return open(session, kind, recordings.begin(header(session)));
    }

    @Override
    public OpenOutcome reopen(Session session) {
        if (kindOf(session.work().document()).isFiles()) {
            // What it had looked at so far is gone with the former run; the client begins anew, and
            // goes on where each file stands.
            return new OpenOutcome.Refused("the server was restarted while files were copied");
        }
        // Never begun anew: what passed before the restart would be missing without a trace.
        return open(session, kindOf(session.work().document()), recordings.resume(session.id()));
    }

    private OpenOutcome open(
            Session session,
            SessionKind kind,
            dev.sallyport.server.recordings.OpenOutcome recording) {
        return switch (recording) {
            case Refused(String reason) -> new OpenOutcome.Refused(reason);
            case Opened(Tap tap) -> open(session, kind, tap);
        };
    }

    private OpenOutcome open(Session session, SessionKind kind, Tap tap) {
        SessionPlan plan =
                new SessionPlan(
                        session.id(),
                        session.node(),
                        kind,
                        limits(session.work().document(), kind),
                        session.times().started(),
                        tap,
                        this);
        if (relay.open(plan)) {
            return new OpenOutcome.Opened();
        }
        tap.close();
        return new OpenOutcome.Refused("the session is open already");
    }

    private static SessionKind kindOf(ResolvedDocument document) {
        return new SessionKind(
                document.type().wireName(),
                document.stream().portType().orElse(""),
                document.stream().separateOutput());
    }

    private SessionLimits limits(ResolvedDocument document, SessionKind kind) {
        // A forwarded port's client cannot say goodbye: see SessionLimits.usual.
        Duration client =
                kind.isTerminal() ? windows.client() : SessionLimits.usual(kind).clientWindow();
        if (kind.isFiles() && client.compareTo(FILES_WINDOW) > 0) {
            client = FILES_WINDOW;
        }
        return new SessionLimits(
                document.limits().idle(), document.limits().max(), client, windows.node());
    }

    private static RecordingHeader header(Session session) {
        return new RecordingHeader(
                session.id(),
                session.node(),
                session.owner().arn(),
                session.work().document().name(),
                session.times().started(),
                content(session.work().document()));
    }

    private static RecordingHeader.Content content(ResolvedDocument document) {
        return switch (document.type()) {
            case STANDARD_STREAM, INTERACTIVE_COMMANDS, NON_INTERACTIVE_COMMANDS ->
                    RecordingHeader.Content.TERMINAL;
            case SSH -> RecordingHeader.Content.SSH;
            case FILES -> {
                Copying copying = document.stream().copying().orElseThrow();
                yield new RecordingHeader.Content.Files(
                        copying.direction().word(), copying.path().toString());
            }
            case PORT ->
                    new RecordingHeader.Content.Opaque(
                            document.stream().target().map(ForwardTarget::toString));
        };
    }

    @Override
    public void end(SessionId id, EndCause cause, String text) {
        if (relay.isOpen(id)) {
            asked.put(id, cause);
            relay.end(id, spoken(cause, text));
        }
    }

    @Override
    public boolean tell(SessionId id, String text) {
        // A relay that is being closed never answers.
        return relay.say(id, text)
                .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static dev.sallyport.server.relay.EndCause spoken(EndCause cause, String text) {
        return switch (cause) {
            case EXITED -> new dev.sallyport.server.relay.EndCause.NodeFinished(text);
            case TASK_FAILED, NOT_OPENED ->
                    new dev.sallyport.server.relay.EndCause.NodeFailed(text);
            case TERMINATED,
                    IDLE,
                    MAX_DURATION,
                    CLIENT_LOST,
                    NODE_LOST,
                    REVOKED,
                    RECORDING_FAILED,
                    PROTOCOL ->
                    new dev.sallyport.server.relay.EndCause.Terminated(text);
        };
    }

    @Override
    public void clientAttached(SessionId session) {
        life.get().clientAttached(session);
    }

    @Override
    public void clientDetached(SessionId session) {
        life.get().clientDetached(session);
    }

    @Override
    public void nodeAttached(SessionId session) {
        life.get().nodeAttached(session);
    }

    @Override
    public void nodeDetached(SessionId session) {
        // A node that does not come back is the relay's affair until the session ends.
    }

    @Override
    public void ended(SessionId session, dev.sallyport.server.relay.EndCause cause) {
        EndCause kept = Optional.ofNullable(asked.remove(session)).orElseGet(() -> kept(cause));
        life.get().ended(session, kept, cause.text());
    }

    private static EndCause kept(dev.sallyport.server.relay.EndCause cause) {
        return switch (cause) {
            case dev.sallyport.server.relay.EndCause.NodeFinished _ -> EndCause.EXITED;
            case dev.sallyport.server.relay.EndCause.NodeFailed _ -> EndCause.TASK_FAILED;
            case dev.sallyport.server.relay.EndCause.Terminated _,
                    dev.sallyport.server.relay.EndCause.ClientFinished _ ->
                    EndCause.TERMINATED;
            case dev.sallyport.server.relay.EndCause.ClientLost _ -> EndCause.CLIENT_LOST;
            case dev.sallyport.server.relay.EndCause.NodeLost _ -> EndCause.NODE_LOST;
            case dev.sallyport.server.relay.EndCause.IdleTimeout _ -> EndCause.IDLE;
            case dev.sallyport.server.relay.EndCause.MaximumReached _ -> EndCause.MAX_DURATION;
            case dev.sallyport.server.relay.EndCause.RecordingFailed _ -> EndCause.RECORDING_FAILED;
            case dev.sallyport.server.relay.EndCause.Malformed _ -> EndCause.PROTOCOL;
        };
    }
}
