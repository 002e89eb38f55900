package dev.sallyport.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.language.IpRange;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.sigv4.Header;
import dev.sallyport.server.net.HttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
    private final TrustedProxies proxies =
            new TrustedProxies(
                    List.of(
                            IpRange.parse("10.0.0.0/8").orElseThrow(),
                            IpRange.parse("2001:db8::/64").orElseThrow()));

    private ClientAddress client(String peer, Header... headers) {
        return proxies.client(
                new HttpRequest(
                        "POST",
                        "/",
                        "",
                        List.of(headers),
                        Bytes.EMPTY,
                        new InetSocketAddress(InetAddress.ofLiteral(peer), 5000),
                        false));
    }

    private static Header forwarded(String hops) {
        return new Header("X-Forwarded-For", hops);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.9, 203.0.113.10, 192.0.2.9",
        "10.0.0.1, 203.0.113.10, 203.0.113.10",
        "10.0.0.1, '198.51.100.1, 203.0.113.10', 203.0.113.10",
        "10.0.0.1, '203.0.113.10, 10.2.3.4', 203.0.113.10",
        "10.0.0.1, '10.9.9.9, 10.2.3.4', 10.9.9.9",
        "10.0.0.1, 'localhost', 10.0.0.1",
        "10.0.0.1, '203.0.113.0/24', 10.0.0.1",
        "10.0.0.1, '', 10.0.0.1",
        "2001:db8::7, 2001:db9::1, 2001:db9:0:0:0:0:0:1",
    })
    void believesTheChainAsFarAsItIsTrusted(String peer, String hops, String client) {
        assertThat(client(peer, forwarded(hops)).address().getHostAddress()).isEqualTo(client);
    }

    @Test
    void readsRepeatedHeadersAsOneList() {
        assertThat(
                        client("10.0.0.1", forwarded("203.0.113.10"), forwarded("10.2.3.4"))
                                .address()
                                .getHostAddress())
                .isEqualTo("203.0.113.10");
    }

    @Test
    void takesATrustedProxysWordForTls() {
        Header https = new Header("X-Forwarded-Proto", "https");

        assertThat(client("10.0.0.1", https).secure()).isTrue();
        assertThat(client("192.0.2.9", https).secure()).isFalse();
    }
}
