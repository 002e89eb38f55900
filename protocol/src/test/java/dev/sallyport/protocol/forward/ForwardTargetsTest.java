package dev.sallyport.protocol.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardTargetsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.169.253",
                "169.254.170.2",
                "169.254.0.1",
                "fd00:ec2::254",
                "FD00:EC2:0:0:0:0:0:254",
                "fd20:ce::254",
                "fe80::1",
                "fe80::a9fe:a9fe%eth0",
                "febf::1",
                "168.63.129.16",
                "100.100.100.200",
                "192.0.0.192",
                "224.0.0.1",
                "ff02::1",
                // The same address in other clothes.
                "::ffff:169.254.169.254",
                "::ffff:a9fe:a9fe",
                "::169.254.169.254",
                "64:ff9b::169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "2852039166",
                "0xa9fea9fe",
                "0xa9.0xfe.0xa9.0xfe",
                "0251.0376.0251.0376",
                "169.254.43518",
                "169.16689662"
            })
    void forbidsMetadataServicesHoweverWritten(String host) {
        assertThat(ForwardTargets.refusal(host))
                .hasValueSatisfying(text ->
                        assertThat(text)
                                .startsWith("Forwarding to IP address ")
                                .endsWith(" is forbidden."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "localhost",
                "10.0.0.5",
                "192.168.1.1",
                "169.253.169.254",
                "169.255.0.1",
                "fd00:ec3::254",
                "fec0::1",
                "2001:db8::1",
                "100.100.100.201",
                "64:ff9b::10.0.0.1",
                "db.internal",
                "metadata.google.internal",
                "169.254.169.254.example.org",
                "1.2.3.4.5"
            })
    void allowsWhateverElse(String host) {
        assertThat(ForwardTargets.refusal(host)).isEmpty();
    }

    @Test
    void saysWhichAddressItMeans() throws Exception {
        assertThat(ForwardTargets.refusal(InetAddress.ofLiteral("169.254.169.254"), List.of()))
                .hasValue("Forwarding to IP address 169.254.169.254 is forbidden.");
        assertThat(ForwardTargets.refusal("::ffff:a9fe:a9fe"))
                .hasValue("Forwarding to IP address 169.254.169.254 is forbidden.");
    }

    @Test
    void knowsAPortFromOtherTexts() {
        assertThat(ForwardTargets.port("1")).hasValue(1);
        assertThat(ForwardTargets.port("65535")).hasValue(65_535);
        for (String other : new String[] {"", "0", "65536", "-1", "+1", "8 0", "{{ port }}", "٣"}) {
            assertThat(ForwardTargets.port(other)).as(other).isEmpty();
        }
    }

    @Test
    void knowsAHostFromOtherTexts() {
        assertThat(ForwardTargets.isHost("db-1.internal")).isTrue();
        assertThat(ForwardTargets.isHost("fe80::1%eth0")).isTrue();
        for (String other : new String[] {"", "a b", "a;b", "$(x)", "a/b", "x".repeat(256)}) {
            assertThat(ForwardTargets.isHost(other)).as(other).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.0.0.0/8, ::ffff:10.0.0.1, true",
        "10.0.0.0/8, 64:ff9b::10.0.0.1, true",
        "10.64.0.0/10, 10.127.0.1, true",
        "10.64.0.0/10, 10.128.0.1, false",
        "10.0.0.5, 10.0.0.5, true",
        "10.0.0.5, 10.0.0.4, false",
        "0.0.0.0/0, 192.0.2.1, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 2001:db8::1, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
    })
    void forbidsWhatTheNodesOwnerForbids(String range, String address, boolean forbidden)
            throws Exception {
        assertThat(
                        ForwardTargets.refusal(
                                        InetAddress.ofLiteral(address),
                                        List.of(AddressRange.parse(range)))
                                .isPresent())
                .isEqualTo(forbidden);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "::/129",
                "10.0.0.0/-1",
                "db/8",
                "1/1/1"
            })
    void knowsARangeFromOtherTexts(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: an address");
    }
}
