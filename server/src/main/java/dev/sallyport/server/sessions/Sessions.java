package dev.sallyport.server.sessions;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.documents.DocumentFault;
import dev.sallyport.server.documents.ResolvedDocument;
import dev.sallyport.server.documents.SessionDocument;
import dev.sallyport.server.documents.SessionDocuments;
import dev.sallyport.server.sessions.DataPlane.OpenOutcome;
import dev.sallyport.server.sessions.TokenStore.Side;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What callers do with sessions; whether they may is asked before. Safe for use by many threads;
/// every call may block.
public final class Sessions {
    private final SessionDocuments documents;
    private final NodeDirectory nodes;
    private final SessionStore store;
    private final SessionTokens tokens;
    private final SessionIds ids;
    private final SessionLife life;
    private final InstantSource clock;

    public Sessions(
            SessionDocuments documents,
            NodeDirectory nodes,
            SessionStore store,
            SessionTokens tokens,
            SessionIds ids,
            SessionLife life,
            InstantSource clock) {
        this.documents = documents;
        this.nodes = nodes;
        this.store = store;
        this.tokens = tokens;
        this.ids = ids;
        this.life = life;
        this.clock = clock;
    }

    /// Starts a session. The node hears of it only when the client's socket is open: its agent
    /// gives a client fifteen seconds. `tags` are the principal's own; run-as reads one of them.
    ///
    /// @throws dev.sallyport.server.documents.DocumentFault when the document does not exist or
    ///   does not take the parameters
    public StartOutcome start(Owner owner, Map<String, String> tags, StartCommand command) {
        SessionDocument document = document(owner.account(), command);
        Optional<NodeId> node = reachable(owner.account(), command.target());
        if (node.isEmpty()) {
            return new StartOutcome.NotConnected(command.target());
        }
        ResolvedDocument resolved = documents.resolve(document, command.parameters());
        return switch (RunAsOutcome.of(resolved.runAs(), tags)) {
            case RunAsOutcome.Refused(String text) -> new StartOutcome.Refused(text);
            case RunAsOutcome.As(Optional<String> user) when !life.hasRoom(node.orElseThrow()) ->
                    new StartOutcome.Refused(
                            command.target() + " holds as many sessions as it can.");
            case RunAsOutcome.As(Optional<String> user) ->
                    begin(session(owner, command, node.orElseThrow(), new Run(resolved, user)));
        };
    }

    /// What a session would run; nothing, if starting it fails for its document's sake.
    public Optional<ResolvedDocument> foresee(AccountId account, StartCommand command) {
        try {
            return Optional.of(documents.resolve(document(account, command), command.parameters()));
        } catch (DocumentFault _) {
            return Optional.empty();
        }
    }

    private SessionDocument document(AccountId account, StartCommand command) {
        return command.documentName()
                .map(name -> documents.find(account, name))
                .orElseGet(() -> documents.preferences(account));
    }

    private Optional<NodeId> reachable(AccountId account, String target) {
        return Optional.of(target)
                .filter(NodeId::isNodeId)
                .map(NodeId::parse)
                .filter(node -> nodes.isKnown(account, node) && life.isReachable(node));
    }

    private record Run(ResolvedDocument document, Optional<String> user) {}

    private Session session(Owner owner, StartCommand command, NodeId node, Run run) {
        SessionId id = ids.next(owner.name());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Session(
                id,
                owner,
                new Session.Request(command.target(), command.documentName(), command.reason()),
                node,
                new Session.Work(run.document(), run.user(), id.value()),
                SessionState.CONNECTING,
                new Session.Times(now, Optional.empty()));
    }

    private StartOutcome begin(Session session) {
        store.insert(session);
        return switch (life.begin(session)) {
            case OpenOutcome.Opened() ->
                    new StartOutcome.Started(session, tokens.issue(session.id(), Side.CLIENT));
            case OpenOutcome.Refused(String reason) -> new StartOutcome.Unavailable(reason);
        };
    }

    /// A new token for a session that still runs; the old socket is replaced when it is used.
    public ResumeOutcome resume(AccountId account, SessionId id) {
        return find(account, id).map(this::resume).orElseGet(ResumeOutcome.Unknown::new);
    }

    private ResumeOutcome resume(Session session) {
        return session.state().isOpen()
                ? new ResumeOutcome.Resumed(session, tokens.issue(session.id(), Side.CLIENT))
                : new ResumeOutcome.Ended(session.id());
    }

    /// Ends a session for both sides. One that is over or not there is left alone: callers may ask
    /// twice.
    public void terminate(AccountId account, SessionId id) {
        find(account, id)
                .ifPresent(session ->
                        life.end(id, EndCause.TERMINATED, "The session was terminated."));
    }

    public Optional<Session> find(AccountId account, SessionId id) {
        return store.find(id).filter(session -> session.owner().account().equals(account));
    }

    /// Newest first.
    public List<Session> list(SessionQuery query) {
        return store.list(query);
    }
}
