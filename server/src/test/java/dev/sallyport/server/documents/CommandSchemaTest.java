package dev.sallyport.server.documents;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandSchemaTest {
    private static void check(String json) {
        CommandSchema.check(ContentCodec.readJson(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schemaVersion\":\"2.2\",\"mainSteps\":[{\"action\":\"aws:runShellScript\","
                        + "\"name\":\"run\",\"inputs\":{\"runCommand\":[\"ls\"]}}]}",
                "{\"schemaVersion\":\"2.0\",\"mainSteps\":[{\"action\":\"a\",\"name\":\"run\"}]}",
                "{\"schemaVersion\":\"1.2\",\"runtimeConfig\":{\"aws:runShellScript\":{}}}",
            })
    void takesEverySchema(String content) {
        assertThatCode(() -> check(content)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"schemaVersion\":\"0.3\"} | schemaVersion: \"0.3\"",
                "{\"schemaVersion\":\"2.2\"} | mainSteps: missing",
                "{\"schemaVersion\":\"2.2\",\"mainSteps\":[]} | mainSteps: missing",
                "{\"schemaVersion\":\"2.2\",\"mainSteps\":[1]} | mainSteps[0]: not a map",
                "{\"schemaVersion\":\"2.2\",\"mainSteps\":[{\"name\":\"x\"}]} |"
                        + " mainSteps[0].action: missing",
                "{\"schemaVersion\":\"1.2\"} | runtimeConfig: missing",
            })
    void namesTheMemberThatIsWrong(String content, String message) {
        assertThatThrownBy(() -> check(content))
                .isInstanceOf(DocumentFault.class)
                .hasMessageStartingWith(message);
    }
}
