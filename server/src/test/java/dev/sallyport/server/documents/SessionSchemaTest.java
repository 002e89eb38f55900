package dev.sallyport.server.documents;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionSchemaTest {
    private static void check(String json) {
        SessionSchema.check(ContentCodec.readJson(json));
    }

    private static String shell(String inputs) {
        return "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Standard_Stream\",\"inputs\":{"
                + inputs
                + "}}";
    }

    @Test
    void takesWhatTheConsoleSaves() {
        assertThatCode(() ->
                        check(
                                """
                                {"schemaVersion":"1.0",
                                 "description":"Document to hold regional settings for Session Manager",
                                 "sessionType":"Standard_Stream",
                                 "inputs":{"s3BucketName":"","s3KeyPrefix":"",
                                  "s3EncryptionEnabled":true,"cloudWatchLogGroupName":"",
                                  "cloudWatchEncryptionEnabled":true,"idleSessionTimeout":"20",
                                  "maxSessionDuration":"","cloudWatchStreamingEnabled":false,
                                  "kmsKeyId":"","runAsEnabled":false,"runAsDefaultUser":"",
                                  "shellProfile":{"windows":"","linux":""}}}
                                """))
                .doesNotThrowAnyException();
    }

    @Test
    void takesOurOwnInputs() {
        assertThatCode(() -> check(shell("\"x-sallyport\":{\"record\":false}")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"idleSessionTimeout\":\"1\"",
                "\"idleSessionTimeout\":\"60\"",
                "\"idleSessionTimeout\":\"{{ idle }}\"",
                "\"maxSessionDuration\":\"1440\"",
                "\"runAsEnabled\":\"true\",\"runAsDefaultUser\":\"ec2-user\"",
                "\"s3EncryptionEnabled\":\"\"",
            })
    void takesInput(String inputs) {
        assertThatCode(() -> check(shell(inputs))).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"s3Bucket\":\"b\" | inputs.s3Bucket: unknown",
                "\"idleSessionTimeout\":\"0\" | inputs.idleSessionTimeout: \"0\"",
                "\"idleSessionTimeout\":\"61\" | inputs.idleSessionTimeout: \"61\" (expected:"
                        + " minutes, \"1\" to \"60\")",
                "\"idleSessionTimeout\":20 | inputs.idleSessionTimeout: not a string",
                "\"maxSessionDuration\":\"1441\" | inputs.maxSessionDuration: \"1441\"",
                "\"maxSessionDuration\":\"-1\" | inputs.maxSessionDuration: \"-1\"",
                "\"maxSessionDuration\":\"1h\" | inputs.maxSessionDuration: \"1h\"",
                "\"runAsEnabled\":\"yes\" | inputs.runAsEnabled: \"yes\"",
                "\"runAsEnabled\":1 | inputs.runAsEnabled: 1",
                "\"runAsDefaultUser\":\"root\" | inputs.runAsDefaultUser: 'root'",
                "\"runAsDefaultUser\":\"a;b\" | inputs.runAsDefaultUser: 'a;b'",
                "\"shellProfile\":\"ls\" | inputs.shellProfile: not a map",
                "\"shellProfile\":{\"mac\":\"\"} | inputs.shellProfile.mac: unknown",
                "\"shellProfile\":{\"linux\":1} | inputs.shellProfile.linux: not a string",
                "\"kmsKeyId\":1 | inputs.kmsKeyId: not a string",
                "\"x-sallyport\":1 | inputs.x-sallyport: not a map",
            })
    void namesTheInputThatIsWrong(String inputs, String message) {
        assertThatThrownBy(() -> check(shell(inputs)))
                .isInstanceOf(DocumentFault.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | schemaVersion: missing",
                "{\"schemaVersion\":1.0} | schemaVersion: not a string",
                "{\"schemaVersion\":\"1.0\"} | sessionType: missing",
                "{\"schemaVersion\":\"1.0\",\"sessionType\":\"port\"} | sessionType: \"port\"",
                "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Standard_Stream\"} | inputs: missing",
                "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Port\"} | properties: missing",
                "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Port\",\"mainSteps\":[]} | mainSteps:"
                        + " unknown",
                "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Port\",\"properties\":"
                        + "{\"portNumber\":[1]}} | properties.portNumber: not a port",
                "{\"schemaVersion\":\"1.0\",\"sessionType\":\"InteractiveCommands\","
                        + "\"properties\":{}} | properties: names no platform",
                "{\"schemaVersion\":\"1.0\",\"sessionType\":\"InteractiveCommands\",\"properties\":"
                        + "{\"linux\":{\"commands\":1}}} | properties.linux.commands: not a string",
                "{\"schemaVersion\":\"1.0\",\"sessionType\":\"InteractiveCommands\",\"properties\":"
                        + "{\"linux\":{\"runAsElevated\":\"true\"}}} |"
                        + " properties.linux.runAsElevated: \"true\"",
            })
    void namesTheMemberThatIsWrong(String content, String message) {
        assertThatThrownBy(() -> check(content))
                .isInstanceOf(DocumentFault.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesAnotherSchema() {
        assertThatThrownBy(() -> check("{\"schemaVersion\":\"2.2\"}"))
                .isInstanceOfSatisfying(
                        DocumentFault.class,
                        fault ->
                                org.assertj.core.api.Assertions.assertThat(fault.code())
                                        .isEqualTo(DocumentFault.Code.INVALID_SCHEMA_VERSION));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"a-b\":{\"type\":\"String\"} | parameters.a-b: not a parameter name",
                "\"a\":1 | parameters.a: not a map",
                "\"a\":{} | parameters.a.type: missing",
                "\"a\":{\"type\":\"Int\"} | parameters.a.type: \"Int\"",
                "\"a\":{\"type\":\"String\",\"allowedPattern\":\"(\"} |"
                        + " parameters.a.allowedPattern: (",
                "\"a\":{\"type\":\"String\",\"allowedValues\":\"x\"} |"
                        + " parameters.a.allowedValues: not a list",
                "\"a\":{\"type\":\"String\",\"minChars\":-1} | parameters.a.minChars: -1",
                "\"a\":{\"type\":\"String\",\"max\":1} | parameters.a.max: unknown",
            })
    void namesTheParameterThatIsWrong(String parameters, String message) {
        assertThatThrownBy(() ->
                        check(
                                "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Port\","
                                        + "\"properties\":{},\"parameters\":{"
                                        + parameters
                                        + "}}"))
                .isInstanceOf(DocumentFault.class)
                .hasMessageStartingWith(message);
    }
}
