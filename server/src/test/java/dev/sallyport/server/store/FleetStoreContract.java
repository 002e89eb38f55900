package dev.sallyport.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.NodeId;
import dev.sallyport.server.fleet.Activation;
import dev.sallyport.server.fleet.ActivationStore;
import dev.sallyport.server.fleet.AgentReport;
import dev.sallyport.server.fleet.Keys;
import dev.sallyport.server.fleet.Node;
import dev.sallyport.server.fleet.NodeStore;
import dev.sallyport.server.fleet.TagStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every store of nodes, activations and tags must do.
public abstract class FleetStoreContract {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final String ACTIVATION = "11111111-2222-4333-8444-555555555555";
    private static final NodeId WEB = new NodeId("mi-0123456789abcdef0");
    private static final NodeId MAIL = new NodeId("mi-fedcba98765432100");
    private static final String HASH = "ab".repeat(32);

    protected abstract NodeStore nodes();

    protected abstract ActivationStore activations();

    protected abstract TagStore tags();

    private static Activation activation(int limit) {
        return new Activation(
                ACTIVATION,
                new Activation.Terms(
                        "service-role/Nodes",
                        "for the web tier",
                        "web",
                        limit,
                        NOON.plus(Duration.ofHours(24)),
                        Map.of("team", "a", "quote", "\"\\'")),
                0,
                NOON);
    }

    private static Node node(NodeId id, String key) {
        return new Node(
                id,
                "web",
                new Node.Enrolment(
                        ACTIVATION, "service-role/Nodes", "finger", Keys.parse(key), NOON),
                AgentReport.NONE,
                NOON,
                Map.of("team", "a"));
    }

    @Test
    void givesBackAnActivationAsItWasInserted() {
        activations().insert(activation(3), HASH);

        assertThat(activations().find(ACTIVATION)).contains(activation(3));
        assertThat(activations().findCodeHash(ACTIVATION)).contains(HASH);
        assertThat(activations().listActivationsAfter("", 10)).containsExactly(activation(3));
        assertThat(activations().listActivationsAfter(ACTIVATION, 10)).isEmpty();
    }

    @Test
    void deletesAnActivationOnce() {
        activations().insert(activation(1), HASH);

        assertThat(activations().delete(ACTIVATION)).isTrue();
        assertThat(activations().delete(ACTIVATION)).isFalse();
        assertThat(activations().find(ACTIVATION)).isEmpty();
        assertThat(activations().findCodeHash(ACTIVATION)).isEmpty();
    }

    @Test
    void givesBackANodeAsItWasEnrolled() {
        activations().insert(activation(1), HASH);

        assertThat(nodes().enrol(node(WEB, Keys.first()))).isEqualTo(NodeStore.Enrolled.DONE);

        assertThat(nodes().find(WEB)).contains(node(WEB, Keys.first()));
        assertThat(nodes().findByKey(Keys.parse(Keys.first()))).contains(node(WEB, Keys.first()));
        assertThat(activations().find(ACTIVATION).orElseThrow().registrations()).isEqualTo(1);
    }

    @Test
    void enrolsNoMoreNodesThanTheActivationHasPlaces() {
        activations().insert(activation(1), HASH);
        nodes().enrol(node(WEB, Keys.first()));

        assertThat(nodes().enrol(node(MAIL, Keys.second()))).isEqualTo(NodeStore.Enrolled.NO_PLACE);

        assertThat(nodes().find(MAIL)).isEmpty();
        assertThat(tags().list(TagStore.Kind.NODE, MAIL.value())).isEmpty();
    }

    @Test
    void enrolsNobodyWithoutAnActivation() {
        assertThat(nodes().enrol(node(WEB, Keys.first()))).isEqualTo(NodeStore.Enrolled.NO_PLACE);
    }

    @Test
    void takesNoPlaceForAKeyThatIsInUse() {
        activations().insert(activation(2), HASH);
        nodes().enrol(node(WEB, Keys.first()));

        assertThat(nodes().enrol(node(MAIL, Keys.first())))
                .isEqualTo(NodeStore.Enrolled.KEY_IN_USE);

        assertThat(activations().find(ACTIVATION).orElseThrow().registrations()).isEqualTo(1);
    }

    @Test
    void listsNodesByIdFromACursorOn() {
        enrolBoth();

        assertThat(nodes().listAfter("", 10)).extracting(Node::id).containsExactly(WEB, MAIL);
        assertThat(nodes().listAfter("", 1)).extracting(Node::id).containsExactly(WEB);
        assertThat(nodes().listAfter(WEB.value(), 1)).extracting(Node::id).containsExactly(MAIL);
        assertThat(nodes().listAfter("", 10))
                .extracting(Node::tags)
                .containsOnly(Map.of("team", "a"));
    }

    @Test
    void replacesAKeyOnlyFromTheOneItHas() {
        enrolBoth();
        var first = Keys.parse(Keys.first());
        var third = Keys.parse(Keys.third());

        assertThat(nodes().replaceKey(WEB, third, first)).isFalse();
        assertThat(nodes().replaceKey(WEB, first, Keys.parse(Keys.second()))).isFalse();
        assertThat(nodes().replaceKey(WEB, first, third)).isTrue();

        assertThat(nodes().findByKey(first)).isEmpty();
        assertThat(nodes().find(WEB).orElseThrow().enrolment().key()).isEqualTo(third);
    }

    @Test
    void keepsTheLastReport() {
        enrolBoth();
        AgentReport report =
                new AgentReport(
                        new AgentReport.Agent("amazon-ssm-agent", "3.3.0.0", "Active"),
                        new AgentReport.Platform("Linux", "Debian GNU/Linux", "12"),
                        "vm",
                        "10.99.0.2",
                        "ssmmessages");

        nodes().replaceReport(WEB, report);

        assertThat(nodes().find(WEB).orElseThrow().report()).isEqualTo(report);
        assertThat(nodes().find(MAIL).orElseThrow().report()).isEqualTo(AgentReport.NONE);
    }

    @Test
    void movesPingsForwardOnly() {
        enrolBoth();
        Instant later = NOON.plusSeconds(60);

        nodes().recordPings(Map.of(WEB, later, MAIL, NOON.minusSeconds(60)));

        assertThat(nodes().find(WEB).orElseThrow().lastPing()).isEqualTo(later);
        assertThat(nodes().find(MAIL).orElseThrow().lastPing()).isEqualTo(NOON);
    }

    @Test
    void remembersWhichNodesWereRemoved() {
        enrolBoth();

        assertThat(nodes().remove(WEB, NOON.plusSeconds(5))).isTrue();
        assertThat(nodes().remove(WEB, NOON.plusSeconds(6))).isFalse();

        assertThat(nodes().find(WEB)).isEmpty();
        assertThat(tags().list(TagStore.Kind.NODE, WEB.value())).isEmpty();
        assertThat(nodes().removedSince(NOON.plusSeconds(5))).containsExactly(WEB);
        assertThat(nodes().removedSince(NOON.plusSeconds(6))).isEmpty();
    }

    @Test
    void putsAndRemovesTags() {
        var document = TagStore.Kind.DOCUMENT;

        assertThat(tags().put(document, "Doc", Map.of("a", "1", "b", "2"), 3)).isTrue();
        assertThat(tags().put(document, "Doc", Map.of("a", "3", "c", ""), 3)).isTrue();
        assertThat(tags().list(document, "Doc")).isEqualTo(Map.of("a", "3", "b", "2", "c", ""));

        tags().remove(document, "Doc", List.of("a", "zzz"));
        assertThat(tags().list(document, "Doc")).isEqualTo(Map.of("b", "2", "c", ""));

        tags().removeAll(document, "Doc");
        assertThat(tags().list(document, "Doc")).isEmpty();
    }

    @Test
    void changesNothingWhenThereWouldBeTooManyTags() {
        var document = TagStore.Kind.DOCUMENT;
        tags().put(document, "Doc", Map.of("a", "1", "b", "2"), 3);

        assertThat(tags().put(document, "Doc", Map.of("a", "9", "c", "3", "d", "4"), 3)).isFalse();

        assertThat(tags().list(document, "Doc")).isEqualTo(Map.of("a", "1", "b", "2"));
    }

    private void enrolBoth() {
        activations().insert(activation(2), HASH);
        nodes().enrol(node(WEB, Keys.first()));
        nodes().enrol(node(MAIL, Keys.second()));
    }
}
