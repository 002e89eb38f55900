package dev.sallyport.server.sessions;

import static dev.sallyport.server.sessions.World.NOON;
import static dev.sallyport.server.sessions.World.OURS;
import static dev.sallyport.server.sessions.World.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.Secret;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.sessions.DataPlane.OpenOutcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionLifeTest {
    private static final NodeId MAIL = new NodeId("mi-fedcba98765432100");
    private static final RedeemOutcome BAD =
            new RedeemOutcome.Refused("The session token is not valid or has expired.");

    private final World world = new World();

    private static String text(Secret token) {
        return token.reveal(text -> text);
    }

    private SessionId started() {
        return world.start().session().id();
    }

    private RedeemOutcome redeem(StartOutcome.Started started) {
        return world.life.redeemClient(started.session().id(), text(started.token()));
    }

    // Tokens

    @Test
    void redeemsATokenOnce() {
        StartOutcome.Started started = world.start();

        assertThat(redeem(started)).isEqualTo(new RedeemOutcome.Redeemed(started.session()));
        assertThat(redeem(started)).isEqualTo(BAD);
    }

    @Test
    void refusesTheTokenOfAnotherSession() {
        StartOutcome.Started one = world.start();
        StartOutcome.Started other = world.start();

        assertThat(world.life.redeemClient(other.session().id(), text(one.token()))).isEqualTo(BAD);
    }

    @Test
    void refusesAClientsTokenOnTheNodesSide() {
        StartOutcome.Started started = world.start();

        assertThat(world.life.redeemNode(started.session().id(), text(started.token())))
                .isEqualTo(BAD);
    }

    @Test
    void refusesATokenAfterAMinute() {
        StartOutcome.Started started = world.start();
        world.life.clientAttached(started.session().id());
        world.life.nodeAttached(started.session().id());

        world.pass(Duration.ofSeconds(60));

        assertThat(redeem(started)).isEqualTo(BAD);
    }

    @Test
    void refusesNonsense() {
        SessionId id = started();

        assertThat(world.life.redeemClient(id, "")).isEqualTo(BAD);
        assertThat(world.life.redeemClient(id, "x".repeat(1_000_000))).isEqualTo(BAD);
    }

    @Test
    void refusesAGoodTokenOfASessionThatEndedMeanwhile() {
        StartOutcome.Started started = world.start();
        world.sessions.terminate(OURS, started.session().id());

        assertThat(redeem(started))
                .isEqualTo(new RedeemOutcome.Refused("Session is already terminated"));
    }

    @Test
    void givesANodeATokenForItsOwnRunningSessionOnly() {
        SessionId id = started();

        var issued = (NodeTokenOutcome.Issued) world.life.issueNodeToken(WEB, id);
        assertThat(world.life.redeemNode(id, text(issued.token())))
                .isInstanceOf(RedeemOutcome.Redeemed.class);
        assertThat(world.life.issueNodeToken(MAIL, id)).isEqualTo(new NodeTokenOutcome.NotYours());
        assertThat(world.life.issueNodeToken(WEB, new SessionId("alice-x")))
                .isEqualTo(new NodeTokenOutcome.NotYours());

        world.sessions.terminate(OURS, id);

        assertThat(world.life.issueNodeToken(WEB, id)).isEqualTo(new NodeTokenOutcome.Over());
        assertThat(NodeTokenOutcome.Over.TEXT).isEqualTo("Session is already terminated");
    }

    // Opening

    @Test
    void sendsTheTaskWhenTheClientIsThereAndOnlyOnce() {
        SessionId id = started();
        assertThat(world.tasks).isEmpty();

        world.life.clientAttached(id);
        world.life.clientDetached(id);
        world.life.clientAttached(id);

        assertThat(world.tasks).hasSize(1);
        ControlLine.Task task = world.tasks.getFirst();
        assertThat(task.id()).isEqualTo(id);
        assertThat(task.documentName()).isEqualTo("SSM-SessionManagerRunShell");
        assertThat(task.agent().parameters()).isEqualTo("{}");
        assertThat(task.runAsUser()).isEmpty();
        assertThat(task.ownerArn()).isEqualTo("arn:aws:iam::111122223333:user/alice");
    }

    @Test
    void isConnectedWhenTheNodeIsThereToo() {
        SessionId id = started();
        world.life.clientAttached(id);
        assertThat(world.state(id)).isEqualTo(SessionState.CONNECTING);

        world.life.nodeAttached(id);

        assertThat(world.state(id)).isEqualTo(SessionState.CONNECTED);
    }

    @Test
    void isDisconnectedWhenTheClientLeftBeforeTheNodeCame() {
        SessionId id = started();
        world.life.clientAttached(id);
        world.life.clientDetached(id);
        world.life.nodeAttached(id);
        assertThat(world.state(id)).isEqualTo(SessionState.DISCONNECTED);

        world.life.clientAttached(id);

        assertThat(world.state(id)).isEqualTo(SessionState.CONNECTED);
    }

    @Test
    void failsWhenTheNodeDoesNotAnswerWithin15Seconds() {
        SessionId id = started();
        world.life.clientAttached(id);
        world.pass(Duration.ofMillis(14_999));
        assertThat(world.state(id)).isEqualTo(SessionState.CONNECTING);

        world.pass(Duration.ofMillis(1));

        assertThat(world.state(id)).isEqualTo(SessionState.FAILED);
        assertThat(world.end(id))
                .isEqualTo(
                        new Session.End(
                                NOON.plusSeconds(15),
                                EndCause.NOT_OPENED,
                                WEB + " did not open the session within 15 seconds."));
    }

    @Test
    void waitsNoLongerForANodeThatCame() {
        SessionId id = world.connected();

        world.pass(Duration.ofHours(1));

        assertThat(world.state(id)).isEqualTo(SessionState.CONNECTED);
    }

    @Test
    void failsAtOnceWhenTheControlLineIsGone() {
        SessionId id = started();
        world.open.clear();

        world.life.clientAttached(id);

        assertThat(world.state(id)).isEqualTo(SessionState.FAILED);
        assertThat(world.said).contains("end " + id + ": " + WEB + " is not connected.");
    }

    @Test
    void failsWhenTheClientNeverComes() {
        SessionId id = started();

        world.pass(Duration.ofSeconds(60));

        assertThat(world.state(id)).isEqualTo(SessionState.FAILED);
        assertThat(world.end(id).text()).isEqualTo("The client did not connect.");
        assertThat(world.tasks).isEmpty();
    }

    // Ending

    @Test
    void tellsTheClientWhyTheNodeFailed() {
        SessionId id = started();
        world.life.clientAttached(id);

        world.life.taskComplete(WEB, id, "Failed", "RunAs user nobodyhere does not exist");

        assertThat(world.said).contains("end " + id + ": RunAs user nobodyhere does not exist");
        assertThat(world.state(id)).isEqualTo(SessionState.FAILED);
        assertThat(world.end(id).cause()).isEqualTo(EndCause.TASK_FAILED);
    }

    @Test
    void saysSomethingWhenTheNodeFailsWithoutAWord() {
        SessionId id = world.connected();

        world.life.taskComplete(WEB, id, "TimedOut", "");

        assertThat(world.end(id).text()).isEqualTo("The task ended as TimedOut.");
    }

    @Test
    void endsPlainlyWhenTheTaskIsDone() {
        SessionId id = world.connected();

        world.life.taskComplete(WEB, id, "Success", "");

        assertThat(world.end(id)).isEqualTo(new Session.End(NOON, EndCause.EXITED, ""));
        assertThat(world.said).contains("end " + id + ": ");
    }

    @Test
    void believesNoOtherNode() {
        SessionId id = world.connected();

        world.life.taskComplete(MAIL, id, "Failed", "gotcha");

        assertThat(world.state(id)).isEqualTo(SessionState.CONNECTED);
    }

    @Test
    void keepsTheFirstEndWhenReportsCross() {
        SessionId id = world.connected();
        world.life.ended(id, EndCause.IDLE, "idle for 20 minutes");
        world.life.ended(id, EndCause.NODE_LOST, "late");
        world.life.taskComplete(WEB, id, "Failed", "later");
        world.life.clientAttached(id);
        world.life.clientDetached(id);
        world.life.nodeAttached(id);

        assertThat(world.end(id))
                .isEqualTo(new Session.End(NOON, EndCause.IDLE, "idle for 20 minutes"));
    }

    @Test
    void closesWhatTheDataPlaneNeverReportsAsEnded() {
        world.reportsEnds = false;
        SessionId id = world.connected();
        world.sessions.terminate(OURS, id);
        assertThat(world.state(id)).isEqualTo(SessionState.TERMINATING);

        world.pass(Duration.ofSeconds(10));

        assertThat(world.state(id)).isEqualTo(SessionState.TERMINATED);
        assertThat(world.end(id).cause()).isEqualTo(EndCause.TERMINATED);
    }

    @Test
    void tellsTheNodeToLetGoOfASessionItsAgentDoesNotEnd() {
        SessionId id = world.connected();
        world.life.ended(id, EndCause.CLIENT_LOST, "");
        assertThat(world.said).doesNotContain("close " + id + " on " + WEB);

        world.pass(Duration.ofSeconds(3));

        assertThat(world.said).contains("close " + id + " on " + WEB);
    }

    @Test
    void tellsTheNodeNothingWhenItReportsByItself() {
        SessionId id = world.connected();
        world.life.ended(id, EndCause.EXITED, "");
        world.life.taskComplete(WEB, id, "Success", "");

        world.pass(Duration.ofSeconds(3));
        world.life.controlLineOpened(WEB);

        assertThat(world.said).doesNotContain("close " + id + " on " + WEB);
    }

    @Test
    void tellsANodeThatComesBackWhatEndedMeanwhile() {
        SessionId ended = world.connected();
        SessionId running = world.connected();
        world.life.ended(ended, EndCause.NODE_LOST, "");

        world.life.controlLineOpened(WEB);

        assertThat(world.said).contains("close " + ended + " on " + WEB);
        assertThat(world.said).doesNotContain("close " + running + " on " + WEB);
    }

    @Test
    void endsEverythingOfADeregisteredNode() {
        SessionId one = world.connected();
        SessionId other = started();

        world.life.nodeRemoved(WEB);

        assertThat(world.state(one)).isEqualTo(SessionState.TERMINATED);
        assertThat(world.state(other)).isEqualTo(SessionState.TERMINATED);
        assertThat(world.end(one).cause()).isEqualTo(EndCause.REVOKED);
        assertThat(world.said).contains("close " + one + " on " + WEB);
    }

    // After a restart of the server

    @Test
    void opensRunningSessionsAgain() {
        SessionId id = world.connected();
        world.said.clear();

        world.restart();

        assertThat(world.said).containsExactly("reopen " + id);
        assertThat(world.state(id)).isEqualTo(SessionState.DISCONNECTED);
        assertThat(world.life.issueNodeToken(WEB, id)).isInstanceOf(NodeTokenOutcome.Issued.class);
        world.life.clientAttached(id);
        assertThat(world.state(id)).isEqualTo(SessionState.CONNECTED);
        assertThat(world.tasks).hasSize(1);
    }

    @Test
    void failsSessionsThatWereStillOpening() {
        SessionId id = started();

        world.restart();

        assertThat(world.state(id)).isEqualTo(SessionState.FAILED);
        assertThat(world.end(id).text()).isEqualTo("The server was restarted.");
    }

    @Test
    void endsSessionsThatWereEnding() {
        world.reportsEnds = false;
        SessionId id = world.connected();
        world.sessions.terminate(OURS, id);

        world.restart();

        assertThat(world.state(id)).isEqualTo(SessionState.TERMINATED);
    }

    @Test
    void endsASessionThatCanNoLongerBeRecorded() {
        SessionId id = world.connected();
        world.opening = new OpenOutcome.Refused("The recording is gone.");

        world.restart();

        assertThat(world.state(id)).isEqualTo(SessionState.FAILED);
        assertThat(world.end(id).text()).isEqualTo("The recording is gone.");
    }

    @Test
    void forgetsWhatIsOlderThanTheHistory() {
        SessionId old = world.connected();
        SessionId running = world.connected();
        world.life.ended(old, EndCause.EXITED, "");
        world.pass(Duration.ofDays(397));

        world.life.forgetOld();

        assertThat(world.store.find(old)).isEmpty();
        assertThat(world.store.find(running)).isPresent();
    }
}
