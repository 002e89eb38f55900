package dev.sallyport.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.server.net.Admission.Guest;
import dev.sallyport.server.net.Admission.Standing;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final InetAddress WEB = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress LAB = InetAddress.ofLiteral("192.0.2.2");

    private final List<String> evicted = new ArrayList<>();
    private long nanos;
    private final Admission admission = new Admission(limits(), 5, () -> nanos);

    private static NetLimits limits() {
        Duration grace = Duration.ofSeconds(2);
        Duration any = Duration.ofSeconds(1);
        return new NetLimits(
                1, 5, 3, 2, 1, 1, new NetLimits.Deadlines(any, grace, any, any, any, any));
    }

    private Optional<Guest> arrive(InetAddress address, String name) {
        return admission.arrive(address, () -> evicted.add(name));
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void letsTheOldestSilentStrangerOfTheSameAddressMakeRoom() {
        arrive(LAB, "other");
        arrive(WEB, "first");
        arrive(WEB, "second");
        pass(Duration.ofSeconds(2));

        assertThat(arrive(WEB, "third")).isPresent();
        assertThat(evicted).containsExactly("first");
    }

    @Test
    void letsTheOldestStrangerOfAllMakeRoomWhenThereAreTooMany() {
        arrive(LAB, "first");
        arrive(WEB, "second");
        arrive(InetAddress.ofLiteral("192.0.2.3"), "third");
        pass(Duration.ofSeconds(2));

        assertThat(arrive(InetAddress.ofLiteral("192.0.2.4"), "fourth")).isPresent();
        assertThat(evicted).containsExactly("first");
    }

    @Test
    void leavesStrangersInPeaceForTheirFirstMoments() {
        arrive(WEB, "first");
        arrive(WEB, "second");
        pass(Duration.ofMillis(1_999));

        assertThat(arrive(WEB, "third")).isEmpty();
        assertThat(evicted).isEmpty();
    }

    @Test
    void doesNotCountWhoHasProvedItselfAmongStrangers() {
        for (String name : List.of("a", "b", "c")) {
            Guest guest = arrive(WEB, name).orElseThrow();
            assertThat(admission.move(guest, Standing.BUSY)).isTrue();
        }

        assertThat(arrive(WEB, "d")).isPresent();
        assertThat(evicted).isEmpty();
    }

    @Test
    void sendsIdleConnectionsAwayBeforeItTurnsANewOneDownButNeverABusyOne() {
        List<Guest> guests = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d", "e")) {
            Guest guest = arrive(WEB, name).orElseThrow();
            admission.move(guest, Standing.BUSY);
            guests.add(guest);
        }
        assertThat(arrive(LAB, "late")).isEmpty();

        admission.move(guests.get(3), Standing.IDLE);
        admission.move(guests.get(1), Standing.IDLE);
        assertThat(arrive(LAB, "later")).isPresent();
        assertThat(evicted).containsExactly("d");
    }

    @Test
    void givesPlacesBack() {
        for (int i = 0; i < 100; i++) {
            Guest guest = arrive(WEB, "a").orElseThrow();
            admission.move(guest, i % 2 == 0 ? Standing.IDLE : Standing.BUSY);
            admission.leave(guest);
            admission.leave(guest);
        }
        assertThat(evicted).isEmpty();
        assertThat(admission.move(arrive(WEB, "b").orElseThrow(), Standing.IDLE)).isTrue();
    }

    @Test
    void hasNoPlaceForWhoWasSentAway() {
        Guest first = arrive(WEB, "first").orElseThrow();
        arrive(WEB, "second");
        pass(Duration.ofSeconds(3));
        arrive(WEB, "third");

        assertThat(admission.move(first, Standing.IDLE)).isFalse();
    }

    @Test
    void countsAPrefixOfIpv6AsOneAddress() {
        pass(Duration.ofSeconds(3));
        arrive(InetAddress.ofLiteral("2001:db8::1"), "a");
        arrive(InetAddress.ofLiteral("2001:db8::2"), "b");
        assertThat(arrive(InetAddress.ofLiteral("2001:db8::3"), "c")).isEmpty();
        assertThat(arrive(InetAddress.ofLiteral("2001:db8:0:1::3"), "d")).isPresent();
    }
}
