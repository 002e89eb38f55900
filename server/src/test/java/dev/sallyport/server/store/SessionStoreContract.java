package dev.sallyport.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.protocol.files.FileDirection;
import dev.sallyport.protocol.files.NodePath;
import dev.sallyport.protocol.forward.ForwardTarget;
import dev.sallyport.server.documents.ResolvedDocument;
import dev.sallyport.server.documents.ResolvedDocument.RunAs;
import dev.sallyport.server.documents.SessionType;
import dev.sallyport.server.documents.SshForwarding;
import dev.sallyport.server.sessions.EndCause;
import dev.sallyport.server.sessions.Owner;
import dev.sallyport.server.sessions.Session;
import dev.sallyport.server.sessions.SessionQuery;
import dev.sallyport.server.sessions.SessionState;
import dev.sallyport.server.sessions.SessionStore;
import dev.sallyport.server.sessions.TokenStore;
import dev.sallyport.server.sessions.TokenStore.Grant;
import dev.sallyport.server.sessions.TokenStore.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every store of sessions and tokens must do.
public abstract class SessionStoreContract {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final AccountId OURS = new AccountId("111122223333");
    private static final NodeId WEB = new NodeId("mi-0123456789abcdef0");
    private static final SessionId ALICE = new SessionId("alice-aaaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final Session.End EXIT = new Session.End(NOON, EndCause.EXITED, "");
    private static final Bytes HASH = Bytes.ofHex("ab".repeat(32));

    protected abstract SessionStore sessions();

    protected abstract TokenStore tokens();

    private static Session session(SessionId id, Instant started) {
        return new Session(
                id,
                new Owner(OURS, "arn:aws:iam::111122223333:user/alice", "AIDAALICE"),
                new Session.Request(WEB.twin(), Optional.of("Forward"), Optional.of("ticket 7")),
                WEB,
                new Session.Work(
                        new ResolvedDocument(
                                "Forward",
                                SessionType.PORT,
                                new ResolvedDocument.Stream(
                                        Optional.of("LocalPortForwarding"),
                                        Optional.of(new ForwardTarget("2001:db8::1", 5432)),
                                        true,
                                        Optional.of(
                                                new ResolvedDocument.Copying(
                                                        FileDirection.UPLOAD,
                                                        NodePath.of("~/\u00fc in"),
                                                        true))),
                                new ResolvedDocument.Limits(
                                        Duration.ofMinutes(5), Optional.of(Duration.ofHours(1))),
                                new RunAs.Enabled(Optional.of("deploy")),
                                new ResolvedDocument.ForAgent("{\"é\":1}", "{}"),
                                "{\"record\":true}"),
                        Optional.of("deploy"),
                        id.value()),
                SessionState.CONNECTING,
                new Session.Times(started, Optional.empty()));
    }

    private static Session plain(SessionId id) {
        Session full = session(id, NOON);
        ResolvedDocument document = full.work().document();
        return new Session(
                id,
                full.owner(),
                new Session.Request(WEB.value(), Optional.empty(), Optional.empty()),
                WEB,
                new Session.Work(
                        new ResolvedDocument(
                                "SSM-SessionManagerRunShell",
                                SessionType.STANDARD_STREAM,
                                ResolvedDocument.Stream.of(false),
                                new ResolvedDocument.Limits(
                                        Duration.ofMinutes(20), Optional.empty()),
                                new RunAs.Disabled(),
                                document.agent(),
                                "{}"),
                        Optional.empty(),
                        "key"),
                SessionState.CONNECTING,
                full.times());
    }

    @Test
    void keepsWhatAnSshSessionAskedFor() {
        Session full = session(ALICE, NOON);
        ResolvedDocument document = full.work().document();
        Session ssh =
                new Session(
                        full.id(),
                        full.owner(),
                        full.request(),
                        WEB,
                        new Session.Work(
                                new ResolvedDocument(
                                        "Sallyport-SSH",
                                        SessionType.SSH,
                                        ResolvedDocument.Stream.of(
                                                new ResolvedDocument.Ssh(
                                                        Optional.of("deploy"),
                                                        SshForwarding.ANYWHERE)),
                                        document.limits(),
                                        new RunAs.Disabled(),
                                        document.agent(),
                                        "{}"),
                                Optional.of("deploy"),
                                "key"),
                        SessionState.CONNECTING,
                        full.times());
        sessions().insert(ssh);

        assertThat(sessions().find(ALICE)).contains(ssh);
    }

    protected final void insertOne() {
        sessions().insert(session(ALICE, NOON));
    }

    private static SessionQuery all(int limit) {
        return new SessionQuery(
                OURS,
                EnumSet.allOf(SessionState.class),
                SessionQuery.Match.ALL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit);
    }

    @Test
    void givesBackASessionAsItWasInserted() {
        Session full = session(ALICE, NOON);
        Session plain = plain(new SessionId("bob-b"));
        sessions().insert(full);
        sessions().insert(plain);

        assertThat(sessions().find(full.id())).contains(full);
        assertThat(sessions().find(plain.id())).contains(plain);
        assertThat(sessions().find(new SessionId("nobody-x"))).isEmpty();
    }

    @Test
    void insertsAnIdOnce() {
        sessions().insert(session(ALICE, NOON));

        assertThatThrownBy(() -> sessions().insert(session(ALICE, NOON)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void movesOnlyFromTheStateItIsIn() {
        sessions().insert(session(ALICE, NOON));

        assertThat(move(SessionState.CONNECTED, SessionState.DISCONNECTED)).isFalse();
        assertThat(move(SessionState.CONNECTING, SessionState.CONNECTED)).isTrue();
        assertThat(move(SessionState.CONNECTING, SessionState.CONNECTED)).isFalse();
        assertThat(state()).isEqualTo(SessionState.CONNECTED);
    }

    @Test
    void keepsTheEnd() {
        sessions().insert(session(ALICE, NOON));
        sessions().move(ALICE, SessionState.CONNECTING, SessionState.TERMINATED, Optional.of(EXIT));

        assertThat(sessions().find(ALICE).orElseThrow().times().end()).contains(EXIT);
    }

    @ParameterizedTest
    @EnumSource(SessionState.class)
    void refusesMovesThatAreNotInTheTable(SessionState from) {
        for (SessionState to : SessionState.values()) {
            if (!from.mayBecome(to)) {
                assertThatThrownBy(() -> move(from, to))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    private boolean move(SessionState from, SessionState to) {
        return sessions().move(ALICE, from, to, Optional.empty());
    }

    private SessionState state() {
        return sessions().find(ALICE).orElseThrow().state();
    }

    @Test
    void listsNewestFirstAndGoesOnWhereAPageEnded() {
        for (int i = 0; i < 3; i++) {
            sessions().insert(session(new SessionId("alice-" + i), NOON.plusSeconds(i / 2)));
        }

        List<Session> first = sessions().list(all(2));
        var last = first.getLast();
        var position = new SessionQuery.Position(last.times().started(), last.id());
        List<Session> second =
                sessions()
                        .list(
                                new SessionQuery(
                                        OURS,
                                        EnumSet.allOf(SessionState.class),
                                        SessionQuery.Match.ALL,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(position),
                                        2));

        assertThat(first).extracting(it -> it.id().value()).containsExactly("alice-2", "alice-1");
        assertThat(second).extracting(it -> it.id().value()).containsExactly("alice-0");
    }

    @Test
    void listsWhatIsAskedFor() {
        sessions().insert(session(ALICE, NOON));

        assertThat(count(SessionQuery.Match.ALL, NOON.minusMillis(1), NOON.plusMillis(1)))
                .isEqualTo(1);
        assertThat(count(SessionQuery.Match.ALL, NOON, NOON.plusMillis(1))).isZero();
        assertThat(count(SessionQuery.Match.ALL, NOON.minusMillis(1), NOON)).isZero();
        assertThat(count(match(WEB.twin(), "arn:aws:iam::111122223333:user/alice", ALICE)))
                .isEqualTo(1);
        assertThat(count(match(WEB.value(), "arn:aws:iam::111122223333:user/alice", ALICE)))
                .isZero();
        assertThat(count(match(WEB.twin(), "arn:aws:iam::111122223333:user/bob", ALICE))).isZero();
        assertThat(
                        count(
                                match(
                                        WEB.twin(),
                                        "arn:aws:iam::111122223333:user/alice",
                                        new SessionId("other"))))
                .isZero();
        assertThat(sessions().list(inStates(Set.of(SessionState.CONNECTED)))).isEmpty();
        assertThat(sessions().list(inStates(Set.of()))).isEmpty();
        assertThat(sessions().list(inStates(Set.of(SessionState.CONNECTING)))).hasSize(1);
    }

    private static SessionQuery.Match match(String target, String owner, SessionId id) {
        return new SessionQuery.Match(Optional.of(target), Optional.of(owner), Optional.of(id));
    }

    private static SessionQuery inStates(Set<SessionState> states) {
        return new SessionQuery(
                OURS,
                states,
                SessionQuery.Match.ALL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10);
    }

    private int count(SessionQuery.Match match) {
        return count(match, NOON.minusSeconds(1), NOON.plusSeconds(1));
    }

    private int count(SessionQuery.Match match, Instant after, Instant before) {
        return sessions()
                .list(
                        new SessionQuery(
                                OURS,
                                EnumSet.allOf(SessionState.class),
                                match,
                                Optional.of(after),
                                Optional.of(before),
                                Optional.empty(),
                                10))
                .size();
    }

    @Test
    void countsWhatANodeStillHolds() {
        sessions().insert(session(ALICE, NOON));
        assertThat(sessions().countLive(WEB)).isEqualTo(1);
        assertThat(sessions().inStates(List.of(SessionState.CONNECTING))).hasSize(1);

        end();

        assertThat(sessions().countLive(WEB)).isZero();
        assertThat(sessions().inStates(List.of(SessionState.CONNECTING))).isEmpty();
    }

    private void end() {
        sessions().move(ALICE, SessionState.CONNECTING, SessionState.TERMINATED, Optional.of(EXIT));
    }

    @Test
    void givesTheTaskToOneCallerOnly() {
        sessions().insert(session(ALICE, NOON));

        assertThat(sessions().claimTask(ALICE)).isTrue();
        assertThat(sessions().claimTask(ALICE)).isFalse();
        assertThat(sessions().claimTask(new SessionId("nobody-x"))).isFalse();
    }

    @Test
    void knowsWhichEndedSessionsANodeMayStillHold() {
        Instant before = NOON.minusSeconds(1);
        sessions().insert(session(ALICE, NOON));
        sessions().claimTask(ALICE);
        assertThat(sessions().unreleased(WEB, before)).isEmpty();

        end();
        assertThat(sessions().unreleased(WEB, before)).containsExactly(ALICE);
        assertThat(sessions().unreleased(WEB, NOON)).isEmpty();

        sessions().release(ALICE);
        assertThat(sessions().unreleased(WEB, before)).isEmpty();
    }

    @Test
    void forgetsEndedSessionsAndTheirTokens() {
        sessions().insert(session(ALICE, NOON));
        tokens().insert(HASH, new Grant(ALICE, Side.CLIENT, NOON.plusSeconds(60)));
        assertThat(sessions().forget(NOON.plusSeconds(1))).isZero();

        end();

        assertThat(sessions().forget(NOON)).isZero();
        assertThat(sessions().forget(NOON.plusSeconds(1))).isEqualTo(1);
        assertThat(sessions().find(ALICE)).isEmpty();
        assertThat(tokens().spend(HASH, ALICE, Side.CLIENT, NOON)).isFalse();
    }

    @Test
    void spendsATokenOnce() {
        issue();

        assertThat(tokens().spend(HASH, ALICE, Side.CLIENT, NOON)).isTrue();
        assertThat(tokens().spend(HASH, ALICE, Side.CLIENT, NOON)).isFalse();
    }

    @Test
    void refusesATokenForAnotherSessionOrSideAndSpendsIt() {
        issue();
        assertThat(tokens().spend(HASH, new SessionId("other"), Side.CLIENT, NOON)).isFalse();
        assertThat(tokens().spend(HASH, ALICE, Side.CLIENT, NOON)).isFalse();
        tokens().insert(HASH, new Grant(ALICE, Side.CLIENT, NOON.plusSeconds(60)));
        assertThat(tokens().spend(HASH, ALICE, Side.NODE, NOON)).isFalse();
        assertThat(tokens().spend(HASH, ALICE, Side.CLIENT, NOON)).isFalse();
    }

    @Test
    void refusesATokenAtItsEnd() {
        issue();

        assertThat(tokens().spend(HASH, ALICE, Side.CLIENT, NOON.plusSeconds(60))).isFalse();
    }

    @Test
    void forgetsExpiredTokens() {
        issue();

        assertThat(tokens().forgetExpired(NOON.plusSeconds(59))).isZero();
        assertThat(tokens().forgetExpired(NOON.plusSeconds(60))).isEqualTo(1);
    }

    private void issue() {
        sessions().insert(session(ALICE, NOON));
        tokens().insert(HASH, new Grant(ALICE, Side.CLIENT, NOON.plusSeconds(60)));
    }
}
