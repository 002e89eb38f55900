package dev.sallyport.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {
    @Property
    void waitsLongerEachTimeButNeverBeyondTheCap(@ForAll long seed) {
        Backoff backoff =
                new Backoff(Duration.ofMillis(800), Duration.ofSeconds(30), new Random(seed));

        long step = 800;
        for (int i = 0; i < 12; i++) {
            assertThat(backoff.next())
                    .isBetween(Duration.ofMillis(step / 2), Duration.ofMillis(step));
            step = Math.min(2 * step, 30_000);
        }
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(800));
    }

    @ParameterizedTest
    @CsvSource({
        "https://s.example,s.example,https://s.example/v1/x,wss://s.example/v1/x",
        "https://s.example:443,s.example,https://s.example:443/v1/x,wss://s.example:443/v1/x",
        "https://s.example:8443/,s.example:8443,https://s.example:8443/v1/x,wss://s.example:8443/v1/x",
        "http://127.0.0.1:80,127.0.0.1,http://127.0.0.1:80/v1/x,ws://127.0.0.1:80/v1/x",
        "'http://[::1]:81','[::1]:81','http://[::1]:81/v1/x','ws://[::1]:81/v1/x'"
    })
    void knowsWhereToGoAndWhatTheHostHeaderSays(String at, String host, String call, String ws) {
        ServerAddress address = ServerAddress.parse(at);

        assertThat(address.host()).isEqualTo(host);
        assertThat(address.call("/v1/x")).hasToString(call);
        assertThat(address.socket("/v1/x")).hasToString(ws);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s.example", "s.example:8443", "/x", "ftp://s.example", "https:", ""})
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> ServerAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://s.example", "http://127.0.0.1.s.example", "http://10.0.0.1"})
    void sendsNoKeystrokeInTheClearToAnotherMachine(String text) {
        assertThatThrownBy(() -> ServerAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https");
    }

    @Test
    void findsTheTokenInTheAnswer() {
        assertThat(
                        ChannelToken.parse(
                                "<CreateDataChannelResponse><MessageSchemaVersion>1.0"
                                        + "</MessageSchemaVersion>\n <TokenValue>a/+=&amp;lt;b"
                                        + "</TokenValue></CreateDataChannelResponse>"))
                .contains("a/+=&lt;b");
        assertThat(ChannelToken.parse("<TokenValue></TokenValue>")).isEmpty();
        assertThat(ChannelToken.parse("{}")).isEmpty();
    }

    @Test
    void refusesAnAuthorityFileWithoutAuthorities() {
        assertThatThrownBy(() -> Trust.onlyIn("hello".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(Exception.class);
        assertThatThrownBy(() -> Trust.onlyIn(new byte[0])).isInstanceOf(IOException.class);
    }

    @Test
    void namesTheCauseWhenTheFailureHasNoWords() {
        assertThat(Reason.of(new IOException(new ConnectException("refused")))).contains("refused");
        assertThat(Reason.of(new ConnectException())).isEqualTo("ConnectException");
    }
}
