package dev.sallyport.server.sessions;

import static dev.sallyport.server.sessions.World.ALICE;
import static dev.sallyport.server.sessions.World.NOON;
import static dev.sallyport.server.sessions.World.OURS;
import static dev.sallyport.server.sessions.World.WEB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.documents.DocumentFault;
import dev.sallyport.server.sessions.DataPlane.OpenOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {
    private static final String RUN_AS =
            "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Standard_Stream\","
                    + "\"inputs\":{\"runAsEnabled\":true}}";

    private final World world = new World();

    private StartOutcome start(String target) {
        return world.sessions.start(ALICE, Map.of(), World.plain(target));
    }

    @Test
    void startsASessionWithoutWakingTheNodeYet() {
        StartOutcome.Started started = world.start();

        Session session = started.session();
        assertThat(session.id().value()).matches("alice-[a-z2-7]{26}");
        assertThat(session.state()).isEqualTo(SessionState.CONNECTING);
        assertThat(session.times()).isEqualTo(new Session.Times(NOON, Optional.empty()));
        assertThat(session.work().document().name()).isEqualTo("SSM-SessionManagerRunShell");
        assertThat(session.work().recording()).isEqualTo(session.id().value());
        assertThat(world.store.find(session.id())).contains(session);
        assertThat(world.said).containsExactly("open " + session.id());
        assertThat(world.tasks).isEmpty();
    }

    @Test
    void theAccountsRunAsRuleHoldsForSshToo() {
        world.save("SSM-SessionManagerRunShell", RUN_AS);
        Map<String, String> tags = Map.of("SSMSessionRunAs", "alice");

        assertThat(world.sessions.start(ALICE, Map.of(), World.ssh(Map.of())))
                .isInstanceOf(StartOutcome.Refused.class);
        assertThat(world.sessions.start(ALICE, tags, World.ssh(Map.of("user", List.of("bob")))))
                .isInstanceOf(StartOutcome.Refused.class);
        assertThat(world.sessions.start(ALICE, tags, World.ssh(Map.of())))
                .isInstanceOfSatisfying(
                        StartOutcome.Started.class,
                        started ->
                                assertThat(started.session().work().runAsUser()).contains("alice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "-x", "a/b", "A", "a b", "../x"})
    void sshTakesNoNameThatIsNoPlainAccount(String name) {
        assertThatThrownBy(() ->
                        world.sessions.start(
                                ALICE, Map.of(), World.ssh(Map.of("user", List.of(name)))))
                .isInstanceOf(DocumentFault.class);
    }

    @Test
    void givesATokenNobodyCanGuessOrRead() {
        StartOutcome.Started one = world.start();
        StartOutcome.Started other = world.start();

        String token = one.token().<String>reveal(text -> text);
        assertThat(token).hasSizeBetween(43, 300);
        assertThat(other.token().matches(token)).isFalse();
        assertThat(one.toString()).doesNotContain(token);
    }

    @Test
    void takesEitherIdOfANodeAndKeepsTheOneAsked() {
        var started = (StartOutcome.Started) start("i-0123456789abcdef0");

        assertThat(started.session().request().target()).isEqualTo("i-0123456789abcdef0");
        assertThat(started.session().node()).isEqualTo(WEB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mi-00000000000000000", "i-00000000", "web", "mi-0123456789abcdef0/x"})
    void saysThatAnUnknownTargetIsNotConnected(String target) {
        var refusal = (StartOutcome.NotConnected) start(target);

        assertThat(refusal.text()).isEqualTo(target + " is not connected.");
        assertThat(world.said).isEmpty();
    }

    @Test
    void saysThatANodeWithoutAControlLineIsNotConnected() {
        world.open.clear();

        assertThat(start(WEB.value())).isEqualTo(new StartOutcome.NotConnected(WEB.value()));
    }

    @Test
    void saysThatANodeOfNobodyIsNotConnected() {
        world.known.clear();

        assertThat(start(WEB.value())).isEqualTo(new StartOutcome.NotConnected(WEB.value()));
    }

    @Test
    void looksForTheDocumentBeforeTheTarget() {
        var command = new StartCommand("web", Optional.of("Nothing"), Map.of(), Optional.empty());

        assertThatThrownBy(() -> world.sessions.start(ALICE, Map.of(), command))
                .isInstanceOf(DocumentFault.class)
                .hasMessage("Document with name Nothing does not exist.");
    }

    @Test
    void looksForTheTargetBeforeTheParameters() {
        var wrong = Map.of("portNumber", List.of("x"));
        var ssh = Optional.of("AWS-StartSSHSession");

        assertThat(
                        world.sessions.start(
                                ALICE,
                                Map.of(),
                                new StartCommand("web", ssh, wrong, Optional.empty())))
                .isEqualTo(new StartOutcome.NotConnected("web"));
        assertThatThrownBy(() ->
                        world.sessions.start(
                                ALICE,
                                Map.of(),
                                new StartCommand(WEB.value(), ssh, wrong, Optional.empty())))
                .isInstanceOf(DocumentFault.class)
                .hasMessageStartingWith("Parameter \"portNumber\" has value \"x\"");
        assertThat(world.said).isEmpty();
    }

    @Test
    void sendsTheUserOfTheCallersTag() {
        world.save("SSM-SessionManagerRunShell", RUN_AS);
        var command = World.plain(WEB.value());

        var started =
                (StartOutcome.Started)
                        world.sessions.start(ALICE, Map.of("SSMSessionRunAs", "ally"), command);
        world.life.clientAttached(started.session().id());

        assertThat(world.tasks.getFirst().runAsUser()).contains("ally");
        assertThat(world.sessions.start(ALICE, Map.of(), command))
                .isInstanceOf(StartOutcome.Refused.class);
        assertThat(world.sessions.start(ALICE, Map.of("SSMSessionRunAs", "root"), command))
                .isInstanceOf(StartOutcome.Refused.class);
    }

    @Test
    void failsASessionThatCannotBeRecorded() {
        world.opening = new OpenOutcome.Refused("The disk is full.");

        assertThat(start(WEB.value())).isEqualTo(new StartOutcome.Unavailable("The disk is full."));
        Session failed = world.store.inStates(List.of(SessionState.FAILED)).getFirst();
        assertThat(failed.times().end())
                .contains(new Session.End(NOON, EndCause.RECORDING_FAILED, "The disk is full."));
    }

    @Test
    void keepsANodeBelowWhatItsAgentCanHold() {
        for (int i = 0; i < 900; i++) {
            world.start();
        }

        assertThat(start(WEB.value()))
                .isEqualTo(new StartOutcome.Refused(WEB + " holds as many sessions as it can."));
    }

    @Test
    void resumesWithANewToken() {
        StartOutcome.Started started = world.start();
        SessionId id = started.session().id();
        world.life.clientAttached(id);
        world.life.nodeAttached(id);
        world.life.clientDetached(id);

        var resumed = (ResumeOutcome.Resumed) world.sessions.resume(OURS, id);

        assertThat(resumed.token().matches(started.token().<String>reveal(text -> text))).isFalse();
        assertThat(world.life.redeemClient(id, resumed.token().<String>reveal(text -> text)))
                .isInstanceOf(RedeemOutcome.Redeemed.class);
    }

    @Test
    void resumesNothingThatIsOverOrOfOthers() {
        SessionId id = world.connected();
        var others = new AccountId("999988887777");

        assertThat(world.sessions.resume(others, id)).isEqualTo(new ResumeOutcome.Unknown());
        assertThat(world.sessions.resume(OURS, new SessionId("alice-x")))
                .isEqualTo(new ResumeOutcome.Unknown());
        world.sessions.terminate(OURS, id);
        assertThat(world.sessions.resume(OURS, id)).isEqualTo(new ResumeOutcome.Ended(id));
    }

    @Test
    void terminatesForBothSidesWithAReasonForTheClient() {
        SessionId id = world.connected();

        world.sessions.terminate(OURS, id);

        assertThat(world.said).contains("end " + id + ": The session was terminated.");
        assertThat(world.state(id)).isEqualTo(SessionState.TERMINATED);
        assertThat(world.end(id).cause()).isEqualTo(EndCause.TERMINATED);
    }

    @Test
    void terminatesTwiceWithoutHarmAndNothingOfOthers() {
        SessionId id = world.connected();
        world.sessions.terminate(new AccountId("999988887777"), id);
        assertThat(world.state(id)).isEqualTo(SessionState.CONNECTED);

        world.sessions.terminate(OURS, id);
        world.sessions.terminate(OURS, id);
        world.sessions.terminate(OURS, new SessionId("alice-x"));

        assertThat(world.said.stream().filter(it -> it.startsWith("end "))).hasSize(1);
    }
}
