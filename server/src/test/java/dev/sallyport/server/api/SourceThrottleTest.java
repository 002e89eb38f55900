package dev.sallyport.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class SourceThrottleTest {
    private long nanos;
    private final SourceThrottle throttle = new SourceThrottle(3, 0.5, () -> nanos);

    @Test
    void refillsWithTimeUpToTheBurst() {
        assertThat(admitted("203.0.113.7", 5)).isEqualTo(3);
        nanos += 2_000_000_000L;
        assertThat(admitted("203.0.113.7", 5)).isEqualTo(1);
        nanos += 3_600_000_000_000L;
        assertThat(admitted("203.0.113.7", 5)).isEqualTo(3);
    }

    @Test
    void countsANetworkOfIpv6AsOneSource() {
        assertThat(admitted("2001:db8:1:2::1", 2)).isEqualTo(2);
        assertThat(admitted("2001:db8:1:2:ffff::9", 2)).isEqualTo(1);
        assertThat(admitted("2001:db8:1:3::1", 2)).isEqualTo(2);
    }

    @Test
    void staysBoundedWhoeverComes() {
        for (int i = 0; i < 30_000; i++) {
            assertThat(admitted("10.%d.%d.1".formatted(i / 250, i % 250), 1)).isEqualTo(1);
        }
        assertThat(throttle.size()).isEqualTo(10_000);
    }

    private int admitted(String address, int times) {
        int admitted = 0;
        for (int i = 0; i < times; i++) {
            admitted += throttle.admit(InetAddress.ofLiteral(address)) ? 1 : 0;
        }
        return admitted;
    }
}
