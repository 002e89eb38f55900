package dev.sallyport.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final InMemoryFleet store = new InMemoryFleet();
    private final List<NodeId> deregistered = new ArrayList<>();
    private Instant now = NOON;
    private final Activations activations = new Activations(store, RANDOM, () -> now);
    private final Presence presence = new Presence(store, () -> now);
    private final Fleet fleet =
            new Fleet(store, activations, presence, deregistered::add, RANDOM, () -> now);

    private Activations.Outcome.Created activation(int limit) {
        return (Activations.Outcome.Created)
                activations.create(
                        new Activations.Request(
                                "service-role/Nodes",
                                "",
                                "web",
                                limit,
                                Optional.empty(),
                                Map.of("team", "a")));
    }

    private static Fleet.Registration wish(Activations.Outcome.Created activation, String key) {
        return new Fleet.Registration(
                activation.activation().id(), activation.code(), "finger", "Rsa", key);
    }

    private Node join(String key) {
        return registered(fleet.register(wish(activation(1), key)));
    }

    private static Node registered(RegisterOutcome outcome) {
        assertThat(outcome).isInstanceOf(RegisterOutcome.Registered.class);
        return ((RegisterOutcome.Registered) outcome).node();
    }

    private void assertRefused(RegisterOutcome outcome, RegisterOutcome.Reason reason) {
        assertThat(outcome).isEqualTo(new RegisterOutcome.Refused(reason));
    }

    @Test
    void makesANodeOfAMachineWithTheRightCode() {
        Node node = join(Keys.first());

        assertThat(node.id().value()).matches("mi-[0-9a-f]{17}");
        assertThat(fleet.find(node.id())).contains(node);
        assertThat(node.enrolment().role()).isEqualTo("service-role/Nodes");
        assertThat(node.enrolment().registered()).isEqualTo(NOON);
        assertThat(fleet.publicKey(node.id())).contains(Keys.parse(Keys.first()));
    }

    @Test
    void givesANodeTheNameAndTagsOfItsActivation() {
        Node node = join(Keys.first());

        assertThat(node.label()).isEqualTo("web");
        assertThat(node.tags()).isEqualTo(Map.of("team", "a", "Name", "web"));
    }

    @Test
    void answersAWrongCodeLikeAnUnknownActivation() {
        var activation = activation(1);
        var wrongCode =
                new Fleet.Registration(
                        activation.activation().id(),
                        Secret.of("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
                        "finger",
                        "Rsa",
                        Keys.first());
        var unknown =
                new Fleet.Registration(
                        "11111111-2222-4333-8444-555555555555",
                        activation.code(),
                        "finger",
                        "Rsa",
                        Keys.first());

        assertRefused(fleet.register(wrongCode), RegisterOutcome.Reason.INVALID_ACTIVATION);
        assertThat(fleet.register(unknown)).isEqualTo(fleet.register(wrongCode));
    }

    @Test
    void tellsAStrangerNothingAboutAnExpiredActivation() {
        var activation = activation(1);
        now = NOON.plus(Duration.ofDays(2));
        var wrongCode =
                new Fleet.Registration(
                        activation.activation().id(),
                        Secret.of("wrong"),
                        "finger",
                        "Rsa",
                        Keys.first());

        assertRefused(fleet.register(wrongCode), RegisterOutcome.Reason.INVALID_ACTIVATION);
    }

    @Test
    void refusesAnActivationFromTheMomentItExpires() {
        var activation = activation(2);

        now = NOON.plus(Duration.ofHours(24)).minusMillis(1);
        registered(fleet.register(wish(activation, Keys.first())));
        now = NOON.plus(Duration.ofHours(24));
        assertRefused(
                fleet.register(wish(activation, Keys.second())),
                RegisterOutcome.Reason.ACTIVATION_EXPIRED);
    }

    @Test
    void refusesMoreMachinesThanTheActivationIsFor() {
        var activation = activation(1);
        fleet.register(wish(activation, Keys.first()));

        assertRefused(
                fleet.register(wish(activation, Keys.second())),
                RegisterOutcome.Reason.LIMIT_EXCEEDED);
    }

    @Test
    void refusesADeletedActivation() {
        var activation = activation(1);
        activations.delete(activation.activation().id());

        assertRefused(
                fleet.register(wish(activation, Keys.first())),
                RegisterOutcome.Reason.INVALID_ACTIVATION);
    }

    @Test
    void givesAMachineThatAsksAgainTheSameNode() {
        var activation = activation(1);
        Node node = registered(fleet.register(wish(activation, Keys.first())));

        assertThat(registered(fleet.register(wish(activation, Keys.first()))).id())
                .isEqualTo(node.id());
        assertThat(activations.find(activation.activation().id()).orElseThrow().registrations())
                .isEqualTo(1);
    }

    @Test
    void refusesAKeyThatIsAnotherNodes() {
        join(Keys.first());

        assertRefused(
                fleet.register(wish(activation(1), Keys.first())),
                RegisterOutcome.Reason.KEY_IN_USE);
    }

    @Test
    void refusesShortKeysOtherKeysAndNoise() {
        for (String key : Keys.unfit()) {
            assertRefused(
                    fleet.register(wish(activation(1), key)),
                    RegisterOutcome.Reason.INVALID_PUBLIC_KEY);
        }
    }

    @Test
    void refusesAKeyTypeItDoesNotKnow() {
        var activation = activation(1);
        var wish =
                new Fleet.Registration(
                        activation.activation().id(),
                        activation.code(),
                        "finger",
                        "Ecdsa",
                        Keys.first());

        assertRefused(fleet.register(wish), RegisterOutcome.Reason.INVALID_PUBLIC_KEY);
    }

    @Test
    void knowsAMachineByItsFingerprint() {
        Node node = join(Keys.first());

        assertThat(fleet.isSameMachine(node, "finger")).isTrue();
        assertThat(fleet.isSameMachine(node, "thumb")).isFalse();
    }

    @Test
    void takesOnlyTheNewKeyAfterARotation() {
        Node node = join(Keys.first());

        assertThat(fleet.rotateKey(node.id(), "Rsa", Keys.third())).isTrue();

        assertThat(fleet.publicKey(node.id())).contains(Keys.parse(Keys.third()));
    }

    @Test
    void keepsTheOldKeyWhenTheNewOneIsUnfit() {
        Node node = join(Keys.first());
        join(Keys.second());

        assertThat(fleet.rotateKey(node.id(), "Rsa", "bm90IGEga2V5")).isFalse();
        assertThat(fleet.rotateKey(node.id(), "Rsa", Keys.second())).isFalse();

        assertThat(fleet.publicKey(node.id())).contains(Keys.parse(Keys.first()));
    }

    @Test
    void fillsTheGapsOfAShortPingFromTheLastReport() {
        Node node = join(Keys.first());
        fleet.report(node.id(), report("Linux", "vm"));

        fleet.report(node.id(), report("Linux", ""));

        assertThat(fleet.find(node.id()).orElseThrow().report()).isEqualTo(report("Linux", "vm"));
    }

    @Test
    void makesWhatANodeSaysFitForATerminal() {
        Node node = join(Keys.first());

        fleet.report(node.id(), report("Linux", "\u001b]0;owned\u0007\u202evm\r\n"));

        assertThat(fleet.find(node.id()).orElseThrow().report().computerName())
                .isEqualTo("?]0;owned??vm??");
    }

    @Test
    void cutsWhatANodeSaysToAMeasure() {
        Node node = join(Keys.first());

        fleet.report(node.id(), report("Linux", "x".repeat(100_000)));

        assertThat(fleet.find(node.id()).orElseThrow().report().computerName()).hasSize(255);
    }

    @Test
    void takesNoReportFromAStranger() {
        assertThat(fleet.report(new NodeId("mi-0123456789abcdef0"), report("Linux", "vm")))
                .isFalse();
    }

    @Test
    void endsAMembershipOnce() {
        Node node = join(Keys.first());

        assertThat(fleet.deregister(node.id())).isTrue();
        assertThat(fleet.deregister(node.id())).isFalse();

        assertThat(deregistered).containsExactly(node.id());
        assertThat(fleet.find(node.id())).isEmpty();
        assertThat(fleet.publicKey(node.id())).isEmpty();
    }

    @Test
    void listsInPagesWithoutGapsOrRepeats() {
        Node first = join(Keys.first());
        Node second = join(Keys.second());
        Node third = join(Keys.third());

        Page<Node> one = fleet.list(_ -> true, "", 2);
        Page<Node> two = fleet.list(_ -> true, one.items().getLast().id().value(), 2);

        assertThat(one.more()).isTrue();
        assertThat(two.more()).isFalse();
        assertThat(one.items()).hasSize(2);
        assertThat(two.items()).hasSize(1);
        assertThat(List.of(one.items().get(0), one.items().get(1), two.items().get(0)))
                .containsExactlyInAnyOrder(first, second, third);
        assertThat(fleet.list(node -> node.equals(second), "", 1).items()).containsExactly(second);
    }

    private static AgentReport report(String platform, String computer) {
        return new AgentReport(
                new AgentReport.Agent("amazon-ssm-agent", "3.3.0.0", "Active"),
                new AgentReport.Platform(platform, "Debian GNU/Linux", "12"),
                computer,
                "10.99.0.2",
                "ssmmessages");
    }
}
