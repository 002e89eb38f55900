package dev.sallyport.protocol.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardTargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "LocalHost",
                "localhost.",
                "127.0.0.1",
                "127.9.9.9",
                "127.1",
                "0x7f000001",
                "2130706433",
                "0.0.0.0",
                "0",
                "::1",
                "0:0:0:0:0:0:0:1",
                "::",
                "::ffff:127.0.0.1"
            })
    void callsTheNodeItselfByOneName(String host) {
        assertThat(ForwardTarget.of(Optional.of(host), "80"))
                .isEqualTo(new ForwardTarget(ForwardTarget.HERE, 80));
        assertThat(ForwardTarget.of(Optional.empty(), "80"))
                .isEqualTo(new ForwardTarget(ForwardTarget.HERE, 80));
    }

    @ParameterizedTest
    @CsvSource({
        "DB.Internal, db.internal",
        "db.internal., db.internal",
        "10.0.0.5, 10.0.0.5",
        "10.5, 10.0.0.5",
        "0xa000005, 10.0.0.5",
        "::ffff:10.0.0.5, 10.0.0.5",
        "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "2001:db8::0:1, 2001:db8::1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8:1:1:1:1:0:0, 2001:db8:1:1:1:1::",
        "fd00::7%eth0, fd00::7",
    })
    void hasOneSpelling(String written, String plain) {
        assertThat(ForwardTarget.of(Optional.of(written), "5432").host()).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:80", "db.internal:5432", "10.0.0.5:1", "[2001:db8::1]:65535"})
    void isWrittenWithItsPort(String text) {
        assertThat(ForwardTarget.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "65536", "-1", "080808", "22;id", " 22", "{{portNumber}}", "٢٢"})
    void refusesWhatIsNoPort(String port) {
        assertThatThrownBy(() -> ForwardTarget.of(Optional.empty(), port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("portNumber");
    }

    @Test
    void refusesWhatIsNoHost() {
        for (String host :
                new String[] {"a b", "{{host}}", "a/b", "a\nb", "x".repeat(256), "012.0.0.5"}) {
            assertThatThrownBy(() -> ForwardTarget.of(Optional.of(host), "80"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("host");
        }
    }
}
