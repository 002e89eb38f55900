package dev.sallyport.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final NodeId WEB = new NodeId("mi-0123456789abcdef0");

    private final InMemoryFleet store = new InMemoryFleet();
    private Instant now = NOON;
    private final Presence presence = new Presence(store, () -> now);
    private final Node web = web();

    private Node web() {
        String activation = "11111111-2222-4333-8444-555555555555";
        store.insert(
                new Activation(
                        activation,
                        new Activation.Terms("Nodes", "", "", 1, NOON.plusSeconds(1), Map.of()),
                        0,
                        NOON),
                "");
        Node node =
                new Node(
                        WEB,
                        "",
                        new Node.Enrolment(
                                activation, "Nodes", "finger", Keys.parse(Keys.first()), NOON),
                        AgentReport.NONE,
                        NOON,
                        Map.of());
        store.enrol(node);
        return node;
    }

    @Test
    void isOnlineWhileAChannelIsOpen() {
        presence.connected(WEB);
        now = NOON.plus(Duration.ofHours(3));

        assertThat(presence.isConnected(WEB)).isTrue();
        assertThat(presence.statusOf(web)).isEqualTo(PingStatus.ONLINE);
    }

    @Test
    void isOnlineForElevenMinutesAfterASignOfLife() {
        now = NOON.plusSeconds(60);
        presence.pinged(WEB);

        now = NOON.plusSeconds(60).plus(Duration.ofMinutes(11)).minusMillis(1);
        assertThat(presence.statusOf(web)).isEqualTo(PingStatus.ONLINE);
        now = NOON.plusSeconds(60).plus(Duration.ofMinutes(11));
        assertThat(presence.statusOf(web)).isEqualTo(PingStatus.CONNECTION_LOST);
    }

    @Test
    void staysConnectedWhenANewChannelReplacesTheOld() {
        presence.connected(WEB);
        presence.connected(WEB);
        presence.disconnected(WEB);

        assertThat(presence.isConnected(WEB)).isTrue();
        presence.disconnected(WEB);
        assertThat(presence.isConnected(WEB)).isFalse();
    }

    @Test
    void takesTheEndOfAChannelForASignOfLife() {
        presence.connected(WEB);
        now = NOON.plus(Duration.ofHours(3));
        presence.disconnected(WEB);

        assertThat(presence.statusOf(web)).isEqualTo(PingStatus.ONLINE);
        assertThat(presence.lastPing(web)).isEqualTo(now);
    }

    @Test
    void writesPingsDownOnlyWhenFlushed() {
        now = NOON.plusSeconds(60);
        presence.pinged(WEB);
        assertThat(store.find(WEB).orElseThrow().lastPing()).isEqualTo(NOON);

        presence.flush();

        assertThat(store.find(WEB).orElseThrow().lastPing()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void knowsNothingOfAForgottenNode() {
        presence.connected(WEB);
        presence.forget(WEB);

        assertThat(presence.isConnected(WEB)).isFalse();
        presence.disconnected(WEB);
        assertThat(presence.isConnected(WEB)).isFalse();
    }
}
