package dev.sallyport.server.api;

import dev.sallyport.server.access.Access;
import dev.sallyport.server.access.Aim;
import dev.sallyport.server.access.Decision;
import dev.sallyport.server.access.Explained;
import dev.sallyport.server.access.Question;
import dev.sallyport.server.identity.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Decides about calls, and remembers the last decisions for whoever asks why. Safe for use by many
/// threads.
///
/// What is remembered has a limit for each kind: whoever makes many calls drives out older ones of
/// the same kind, and nothing else. Nodes' everyday calls are not remembered.
public final class Decisions {
    /// Who may read why others were refused, and is told why with a refusal.
    public static final String READ = "sallyport:GetDecision";

    private static final int REFUSED = 2_000;
    private static final int ALLOWED = 5_000;

    private final Access access;
    private final Function<Question, List<Explained>> explain;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Made> refused = new Recent(REFUSED);
    private final Map<String, Made> allowed = new Recent(ALLOWED);

    /// A decision that was made.
    public record Made(Question question, Decision decision) {}

    /// @param explain for people; far slower than a decision
    public Decisions(Access access, Function<Question, List<Explained>> explain) {
        this.access = access;
        this.explain = explain;
    }

    private static final class Recent extends LinkedHashMap<String, Made> {
        private static final long serialVersionUID = 1L;
        private final int most;

        Recent(int most) {
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Made> eldest) {
            return size() > most;
        }
    }

    Decision decide(String requestId, Question question) {
        Decision decision = access.decide(question);
        boolean denied = decision instanceof Decision.Deny;
        if (denied || isPerson(question.caller())) {
            lock.lock();
            try {
                (denied ? refused : allowed).put(requestId, new Made(question, decision));
            } finally {
                lock.unlock();
            }
        }
        return decision;
    }

    private static boolean isPerson(Caller caller) {
        return switch (caller) {
            case Caller.User _,
                    Caller.UserSession _,
                    Caller.AssumedRole _,
                    Caller.FederatedUser _ ->
                    true;
            case Caller.WebIdentity _, Caller.NodeRole _, Caller.NodeKey _, Caller.Anonymous _ ->
                    false;
        };
    }

    /// What would have to be otherwise, as lines behind AWS's own text; nothing for callers who may
    /// not know.
    String hints(Question question) {
        Question mayRead =
                new Question(question.caller(), READ, Aim.at("*"), question.circumstances());
        if (access.decide(mayRead) instanceof Decision.Deny) {
            return "";
        }
        return explain(question).stream()
                .flatMap(it -> it.explanation().remedies().stream())
                .distinct()
                .map(line -> "\n  " + line)
                .collect(Collectors.joining());
    }

    public Optional<Made> find(String requestId) {
        lock.lock();
        try {
            return Optional.ofNullable(refused.get(requestId))
                    .or(() -> Optional.ofNullable(allowed.get(requestId)));
        } finally {
            lock.unlock();
        }
    }

    /// What would be decided now.
    public Decision again(Question question) {
        return access.decide(question);
    }

    /// As the account is now: it may have changed since a decision was made.
    public List<Explained> explain(Question question) {
        return explain.apply(question);
    }
}
