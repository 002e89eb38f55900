package dev.sallyport.server.sessions;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.access.Decision;
import dev.sallyport.server.access.Question;
import dev.sallyport.server.documents.Document;
import dev.sallyport.server.documents.DocumentFormat;
import dev.sallyport.server.documents.DocumentType;
import dev.sallyport.server.documents.Documents;
import dev.sallyport.server.documents.InMemoryDocuments;
import dev.sallyport.server.documents.NewDocument;
import dev.sallyport.server.documents.SessionDocuments;
import dev.sallyport.server.documents.ShippedDocuments;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Sessions with a control line, a data plane and a clock that do as a test says.
public final class World implements ControlLine, DataPlane, QuestionStore {
    public static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    public static final AccountId OURS = new AccountId("111122223333");
    public static final NodeId WEB = new NodeId("mi-0123456789abcdef0");
    public static final Owner ALICE =
            new Owner(OURS, "arn:aws:iam::111122223333:user/alice", "AIDAALICE");

    public final List<String> said = new ArrayList<>();
    public final Set<NodeId> open = new HashSet<>(Set.of(WEB));
    public final Set<NodeId> known = new HashSet<>(Set.of(WEB));
    public final List<Task> tasks = new ArrayList<>();
    public final InMemorySessions store = new InMemorySessions();
    public OpenOutcome opening = new OpenOutcome.Opened();
    public boolean reportsEnds = true;

    public final Documents documents;
    public final Sessions sessions;
    public Instant now = NOON;
    public SessionLife life;
    public Reviews reviews;
    public String refusal = "";
    public boolean proven = true;
    public Instant closing = Instant.MAX;
    public final List<String> told = new ArrayList<>();
    public final List<Question> asked = new ArrayList<>();
    public final Map<SessionId, Question> questions = new HashMap<>();

    public World() {
        InstantSource clock = () -> now;
        SecureRandom random = new SecureRandom();
        ShippedDocuments shipped = ShippedDocuments.load();
        documents = new Documents(new InMemoryDocuments(), shipped, clock);
        var tokens = new SessionTokens(store, random, clock, SessionSettings.DEFAULTS.tokenLife());
        life = new SessionLife(store, tokens, this, this, clock, SessionSettings.DEFAULTS);
        reviews = new Reviews(this::decide, (_, _) -> proven, this, life, clock);
        sessions =
                new Sessions(
                        new SessionDocuments(documents, shipped),
                        (account, node) -> account.equals(OURS) && known.contains(node),
                        store,
                        tokens,
                        new SessionIds(random),
                        life,
                        clock);
    }

    /// The server as it is after a restart: the same store, nothing in memory.
    void restart() {
        InstantSource clock = () -> now;
        var tokens =
                new SessionTokens(
                        store, new SecureRandom(), clock, SessionSettings.DEFAULTS.tokenLife());
        life = new SessionLife(store, tokens, this, this, clock, SessionSettings.DEFAULTS);
        life.reopen();
        reviews = new Reviews(this::decide, (_, _) -> proven, this, life, clock);
        reviews.reopen();
    }

    private Decision decide(Question question) {
        asked.add(question);
        boolean open = question.circumstances().at().isBefore(closing);
        return refusal.isEmpty() && open ? new Decision.Allow("yes") : new Decision.Deny(refusal);
    }

    @Override
    public void keep(SessionId session, Question question) {
        questions.put(session, question);
    }

    @Override
    public Map<SessionId, Question> all() {
        return Map.copyOf(questions);
    }

    @Override
    public void drop(SessionId session) {
        questions.remove(session);
    }

    public void pass(Duration time) {
        now = now.plus(time);
        life.sweep();
    }

    public void save(String name, String content) {
        documents.create(
                OURS,
                new NewDocument(
                        name,
                        DocumentType.SESSION,
                        DocumentFormat.JSON,
                        content,
                        Optional.empty(),
                        Document.Labels.NONE));
    }

    static StartCommand plain(String target) {
        return new StartCommand(target, Optional.empty(), Map.of(), Optional.empty());
    }

    public StartOutcome.Started start() {
        return (StartOutcome.Started) sessions.start(ALICE, Map.of(), plain(WEB.value()));
    }

    /// What asks for SSH that ends at the agent.
    public static StartCommand ssh(Map<String, List<String>> parameters) {
        return new StartCommand(
                WEB.value(), Optional.of("Sallyport-SSH"), parameters, Optional.empty());
    }

    /// A session with both ends there.
    public SessionId connected() {
        SessionId id = start().session().id();
        life.clientAttached(id);
        life.nodeAttached(id);
        return id;
    }

    Session session(SessionId id) {
        return store.find(id).orElseThrow();
    }

    SessionState state(SessionId id) {
        return session(id).state();
    }

    Session.End end(SessionId id) {
        return session(id).times().end().orElseThrow();
    }

    @Override
    public boolean isOpen(NodeId node) {
        return open.contains(node);
    }

    @Override
    public boolean startSession(NodeId node, Task task) {
        if (open.contains(node)) {
            tasks.add(task);
        }
        return open.contains(node);
    }

    @Override
    public void closeSession(NodeId node, SessionId id) {
        said.add("close " + id + " on " + node);
    }

    @Override
    public OpenOutcome open(Session session) {
        said.add("open " + session.id());
        return opening;
    }

    @Override
    public OpenOutcome reopen(Session session) {
        said.add("reopen " + session.id());
        return opening;
    }

    @Override
    public boolean tell(SessionId id, String text) {
        told.add(id + ": " + text);
        return true;
    }

    @Override
    public void end(SessionId id, EndCause cause, String text) {
        said.add("end " + id + ": " + text);
        if (reportsEnds) {
            life.ended(id, cause, text);
        }
    }
}
