package dev.sallyport.agent.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.forward.AddressRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
    private static Destination to(String host, String... addresses) throws IOException {
        Destination.Resolver resolver =
                name -> {
                    if (addresses.length == 0) {
                        throw new UnknownHostException(name);
                    }
                    return List.of(addresses).stream()
                            .map(InetAddress::ofLiteral)
                            .toArray(InetAddress[]::new);
                };
        PortTask task = PortTask.of(Optional.of(host), "80", "LocalPortForwarding");
        return Destination.of(task, resolver, List.of(AddressRange.parse("10.9.0.0/16")));
    }

    @Test
    void isEveryAddressOfTheName() throws Exception {
        assertThat(to("db.internal", "10.0.0.5", "2001:db8::5").addresses())
                .containsExactly(
                        new InetSocketAddress("10.0.0.5", 80),
                        new InetSocketAddress("2001:db8::5", 80));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "fd00:ec2::254",
                "fe80::1",
                "10.9.1.1",
                "::ffff:10.9.1.1"
            })
    void isNoNameOneOfWhoseAddressesIsForbidden(String address) {
        assertThatThrownBy(() -> to("harmless.example.org", address))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith(" is forbidden.");
        assertThatThrownBy(() -> to("harmless.example.org", "10.0.0.5", address))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith(" is forbidden.");
    }

    @Test
    void saysThatANameLeadsNowhere() {
        assertThatThrownBy(() -> to("nowhere.example.org"))
                .isInstanceOf(IOException.class)
                .hasMessage("Unable to resolve host nowhere.example.org");
    }
}
