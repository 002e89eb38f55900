package dev.sallyport.agent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.agent.shell.RunAs;
import dev.sallyport.agent.shell.StartRefusedException;
import dev.sallyport.protocol.channel.InteractiveShell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ShellTaskTest {
    private String sessionType = "Standard_Stream";
    private String parameters = "{}";
    private String runAsUser = "";

    private ShellTask task(String inputs) throws StartRefusedException {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        document.put("schemaVersion", "1.0").put("sessionType", sessionType);
        document.set("inputs", JsonMapper.shared().readTree(inputs));
        ObjectNode values = (ObjectNode) JsonMapper.shared().readTree(parameters);
        return ShellTask.of(
                new InteractiveShell("D", document, "alice-1", values, runAsUser, "arn"));
    }

    @Test
    void readsAPlainOrder() throws Exception {
        assertThat(task("{}")).isEqualTo(new ShellTask("alice-1", new RunAs.Wish(false, ""), ""));
    }

    @ParameterizedTest
    @CsvSource({"true,true", "false,false", "'\"true\"',true", "'\"false\"',false", "'\"\"',false"})
    void takesAFlagAsABooleanOrAsAText(String written, boolean meant) throws Exception {
        assertThat(task("{\"runAsEnabled\":" + written + "}").runAs().enabled()).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"yes\"", "\"TRUE\"", "1"})
    void guessesAtNoOtherFlag(String written) {
        assertThatThrownBy(() -> task("{\"runAsEnabled\":" + written + "}"))
                .isInstanceOf(StartRefusedException.class);
    }

    @Test
    void prefersTheUserOfTheCallerToTheDocuments() throws Exception {
        String inputs = "{\"runAsEnabled\":true,\"runAsDefaultUser\":\"web\"}";
        assertThat(task(inputs).runAs().name()).isEqualTo("web");

        runAsUser = "alice";
        assertThat(task(inputs).runAs().name()).isEqualTo("alice");
    }

    @Test
    void readsKeysInAnyCaseSoThatNoRestrictionIsOverlooked() throws Exception {
        assertThat(task("{\"RUNASENABLED\":true,\"RunAsDefaultUser\":\"web\"}").runAs())
                .isEqualTo(new RunAs.Wish(true, "web"));
    }

    @Test
    void putsParametersInOnce() throws Exception {
        parameters = "{\"who\":\"{{ what }} $1 \\\\\",\"what\":\"no\"}";

        assertThat(
                        task("{\"shellProfile\":{\"linux\":\"hi {{ who }} {{who}} {{ other }}\"}}")
                                .profile())
                .isEqualTo("hi {{ what }} $1 \\ {{ what }} $1 \\ {{ other }}");
    }

    @ParameterizedTest
    @CsvSource({
        "Port,Plugin with name Port is not supported by this agent",
        "InteractiveCommands,Plugin with name InteractiveCommands is not supported by this agent",
        "'a\u001b[2Jb',Plugin with name '' is not supported by this agent"
    })
    void saysWhichTypesItDoesNotKnow(String type, String text) {
        sessionType = type;

        assertThatThrownBy(() -> task("{}"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage(text);
    }

    @Test
    void neverDropsEncryptionSilently() {
        assertThatThrownBy(() -> task("{\"kmsKeyId\":\"alias/x\"}"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("KMS");
    }
}
