package dev.sallyport.server.sessions;

import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.access.Access;
import dev.sallyport.server.access.Decision;
import dev.sallyport.server.access.Question;
import dev.sallyport.server.identity.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks again whether running sessions may go on. What let a session start must hold as long as it
/// runs: whoever loses a key, a group or a policy, or whose hours are over, loses the session too.
/// What can be known before, as the end of such hours, a shell's user is told five minutes ahead;
/// after a restart of the server perhaps once more.
///
/// AWS lets sessions run on; an account that wants that has no use for this room. Safe for use by
/// many threads; every call may block.
public final class Reviews {
    private static final Logger LOG = LoggerFactory.getLogger(Reviews.class);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Access access;
    private final Proofs proofs;
    private final QuestionStore store;
    private final SessionLife life;
    private final InstantSource clock;
    private final Map<SessionId, Watched> running = new ConcurrentHashMap<>();

    private record Watched(Question question, Foresight foresight) {
        Watched(Question question) {
            this(question, new Foresight());
        }
    }

    /// Whether what a caller proved itself with still stands.
    @FunctionalInterface
    public interface Proofs {
        /// @param asked when it was last found good
        boolean stand(Caller caller, Instant asked);
    }

    public Reviews(
            Access access,
            Proofs proofs,
            QuestionStore store,
            SessionLife life,
            InstantSource clock) {
        this.access = access;
        this.proofs = proofs;
        this.store = store;
        this.life = life;
        this.clock = clock;
    }

    /// Once, at the start of the server: sessions of an earlier run are under review again.
    public void reopen() {
        store.all().forEach((id, question) -> running.put(id, new Watched(question)));
    }

    /// A session was started by this question. When this returns, the question is on disk; it was
    /// asked once more, because the account may have changed since it was answered.
    public void began(SessionId session, Question question) {
        store.keep(session, question);
        Watched watched = new Watched(question);
        running.put(session, watched);
        review(session, watched);
    }

    /// Asks about every running session. To be called about once a second, for policies know the
    /// time; and whenever the account changed.
    public void review() {
        running.forEach(this::review);
    }

    /// Forgets sessions that are over. To be called about once a minute.
    public void forgetEnded() {
        running.keySet().stream().filter(id -> !life.isRunning(id)).forEach(this::forget);
    }

    private void review(SessionId session, Watched watched) {
        Question question = watched.question();
        if (!proofs.stand(question.caller(), question.circumstances().asked())) {
            end(session, "Your credentials for this session have been revoked.");
            return;
        }
        Instant now = clock.instant();
        if (access.decide(at(now, question)) instanceof Decision.Deny(String reason)) {
            end(session, "Your permission for this session has ended. " + reason);
            return;
        }
        watched.foresight()
                .look(now, time -> access.decide(at(time, question)) instanceof Decision.Allow)
                .ifPresent(end -> warn(session, end));
    }

    private static Question at(Instant time, Question question) {
        return new Question(
                question.caller(),
                question.action(),
                question.aim(),
                question.circumstances().judgedAt(time));
    }

    private void warn(SessionId session, Instant end) {
        String time = TIME.format(end.atOffset(ZoneOffset.UTC));
        boolean shown =
                life.tell(session, "Your permission for this session ends at " + time + " UTC.");
        LOG.atInfo()
                .addKeyValue("session", session)
                .addKeyValue("ends", end)
                .addKeyValue("shown", shown)
                .log("a session's permission ends soon");
    }

    private void end(SessionId session, String cause) {
        LOG.atInfo().addKeyValue("session", session).log("a session lost its permission");
        life.end(session, EndCause.REVOKED, cause);
        forget(session);
    }

    private void forget(SessionId session) {
        running.remove(session);
        store.drop(session);
    }
}
