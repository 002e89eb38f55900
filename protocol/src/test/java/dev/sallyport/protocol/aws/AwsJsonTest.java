package dev.sallyport.protocol.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsJsonTest {
    private final AwsJson codec = new AwsJson();

    @Test
    void skipsMembersItDoesNotKnowAndThoseThatAreNull() throws Exception {
        assertThat(decode("{\"Ship\": \"fram\", \"Sails\": [1, {}], \"Kind\": null}"))
                .isEqualTo(Map.of("Ship", "fram"));
    }

    @Test
    void readsAnEmptyBodyAsNoInput() throws Exception {
        assertThat(decode("")).isEmpty();
    }

    @ParameterizedTest(name = "{0} is no request")
    @ValueSource(
            strings = {
                "nonsense",
                "{\"Ship\"",
                "[]",
                "\"fram\"",
                "null",
                "{\"Ship\": \"fram\"} {}",
                "{\"Ship\": \"fram\", \"Ship\": \"gjoa\"}",
                "{\"Ship\": 7}",
                "{\"Ship\": {}}",
                "{\"Length\": \"7\"}",
                "{\"Length\": 7.5}",
                "{\"Length\": 3000000000}",
                "{\"Length\": 1e400}",
                "{\"Depth\": \"deep\"}",
                "{\"Depth\": \"12\"}",
                "{\"Tanker\": \"true\"}",
                "{\"Arrival\": \"soon\"}",
                "{\"Arrival\": 1e300}",
                "{\"Arrival\": true}",
                "{\"Flags\": {}}",
                "{\"Flags\": [null]}",
                "{\"Crew\": [\"ann\"]}",
                "{\"Cargo\": []}",
                "{\"Cargo\": {\"SAIL\": null}}",
                "{\"Manifest\": \"%%%\"}",
                "\uFEFF\u0000{}"
            })
    void refusesWhatDoesNotFitTheModel(String body) {
        assertThatThrownBy(() -> decode(body)).isInstanceOf(MalformedRequest.class);
    }

    @Test
    void quotesNothingOfABodyItCannotRead() {
        assertThatThrownBy(() -> decode("{\"Password\": \"hunter2\" oops"))
                .isInstanceOf(MalformedRequest.class)
                .hasMessage("The request body is not valid JSON.");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"[", "{\"Next\":"})
    void refusesADeepNest(String opening) {
        assertThatThrownBy(() -> decode("{\"Next\":" + opening.repeat(50_000)))
                .isInstanceOf(MalformedRequest.class);
    }

    @Test
    void refusesALongNumberALongNameAndALongBody() {
        String digits = "9".repeat(100_000);
        assertThatThrownBy(() -> decode("{\"Depth\": " + digits + "}"))
                .isInstanceOf(MalformedRequest.class);
        assertThatThrownBy(() -> decode("{\"" + digits + "\": 1}"))
                .isInstanceOf(MalformedRequest.class);
        assertThatThrownBy(() -> decode("{\"Ship\": \"" + "a".repeat(1 << 20) + "\"}"))
                .isInstanceOf(MalformedRequest.class);
    }

    @Test
    void readsMomentsToTheMillisecond() throws Exception {
        assertThat(decode("{\"Arrival\": 1795394632.159}"))
                .isEqualTo(Map.of("Arrival", Instant.parse("2026-11-23T00:43:52.159Z")));
        assertThat(decode("{\"Arrival\": \"2026-11-23T00:43:52Z\"}"))
                .isEqualTo(Map.of("Arrival", Instant.parse("2026-11-23T00:43:52Z")));
    }

    @Test
    void putsAnErrorsTextWhereTheModelWantsIt() {
        ErrorReply modelled =
                new ErrorReply(
                        "BerthTaken", "full", TestModels.SERVICE.error("BerthTaken"), Map.of());

        assertThat(codec.encodeError(modelled, "", "r").toUtf8())
                .isEqualTo("{\"__type\":\"BerthTaken\",\"Message\":\"full\"}");
        assertThat(
                        codec.encodeError(ErrorReply.of("AccessDeniedException", "no"), "", "r")
                                .toUtf8())
                .isEqualTo("{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}");
    }

    @Property
    void answersAnyBytesWithATreeOrARefusal(@ForAll byte[] body) {
        try {
            codec.decode(TestModels.MOOR, Bytes.copyOf(body));
        } catch (MalformedRequest e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    private Map<String, Object> decode(String body) throws MalformedRequest {
        return codec.decode(TestModels.MOOR, Bytes.ofUtf8(body));
    }
}
