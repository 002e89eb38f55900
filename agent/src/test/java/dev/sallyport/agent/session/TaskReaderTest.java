package dev.sallyport.agent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.agent.files.CopyOrder;
import dev.sallyport.agent.port.PortTask;
import dev.sallyport.agent.shell.Program;
import dev.sallyport.agent.shell.RunAs;
import dev.sallyport.agent.shell.StartRefusedException;
import dev.sallyport.protocol.channel.InteractiveShell;
import dev.sallyport.protocol.files.FileDirection;
import dev.sallyport.protocol.files.NodePath;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TaskReaderTest {
    private String sessionType = "Standard_Stream";
    private String parameters = "{}";
    private String runAsUser = "";

    private Task.Terminal task(String inputs) throws StartRefusedException {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        document.put("schemaVersion", "1.0").put("sessionType", sessionType);
        document.set("inputs", JsonMapper.shared().readTree(inputs));
        ObjectNode values = (ObjectNode) JsonMapper.shared().readTree(parameters);
        return (Task.Terminal)
                TaskReader.read(
                        new InteractiveShell("D", document, "alice-1", values, runAsUser, "arn"));
    }

    @Test
    void readsAPlainOrder() throws Exception {
        assertThat(task("{}"))
                .isEqualTo(
                        new Task.Terminal(
                                "alice-1",
                                new RunAs.Wish(false, ""),
                                new Program.LoginShell(),
                                ""));
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
                                .typed())
                .isEqualTo("hi {{ what }} $1 \\ {{ what }} $1 \\ {{ other }}");
    }

    @ParameterizedTest
    @CsvSource({
        "Telnet,Plugin with name Telnet is not supported by this agent",
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

    private Task task(String type, String properties) throws StartRefusedException {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        document.put("schemaVersion", "1.0").put("sessionType", type);
        document.set("properties", JsonMapper.shared().readTree(properties));
        ObjectNode values = (ObjectNode) JsonMapper.shared().readTree(parameters);
        return TaskReader.read(new InteractiveShell("D", document, "alice-1", values, "", "arn"));
    }

    @Test
    void readsAnInteractiveCommand() throws Exception {
        parameters = "{\"command\":\"ls; id\"}";

        assertThat(
                        task(
                                "InteractiveCommands",
                                """
                                {"linux":{"commands":"{{ command }}","runAsElevated":true}}\
                                """))
                .isEqualTo(
                        new Task.Terminal(
                                "alice-1",
                                new RunAs.Wish(false, ""),
                                new Program.Line("ls; id", true),
                                ""));
    }

    @Test
    void readsANonInteractiveCommandAsWords() throws Exception {
        parameters = "{\"command\":\"printf '%s ' \\\"a b\\\" c\\\\ d $HOME #e\"}";

        Task.Command task =
                (Task.Command)
                        task(
                                "NonInteractiveCommands",
                                """
                                {"linux":{"commands":"{{command}}","separateOutputStream":"true",\
                                "stdErrSeparatorPrefix":"E: "}}\
                                """
                                        .replace("E: ", "E:"));

        assertThat(task.program())
                .isEqualTo(
                        new Program.Words(List.of("printf", "%s ", "a b", "c d", "$HOME"), false));
        assertThat(task.outputs()).isEqualTo(new Task.Outputs(true, "", "E:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"linux\":{}}",
                "{\"linux\":{\"commands\":\" \"}}",
                "{\"linux\":{\"commands\":\"echo 'a\"}}",
                "{\"linux\":{\"commands\":\"a\",\"stdOutSeparatorPrefix\":\"\\u001b[2J\"}}",
                "{\"linux\":{\"commands\":\"a\",\"runAsElevated\":\"perhaps\"}}"
            })
    void refusesACommandThatIsNone(String properties) {
        assertThatThrownBy(() -> task("NonInteractiveCommands", properties))
                .isInstanceOf(StartRefusedException.class);
    }

    @Test
    void readsAPort() throws Exception {
        parameters = "{\"portNumber\":\"8080\",\"host\":\"db.internal\"}";

        Task.Port task =
                (Task.Port)
                        task(
                                "Port",
                                """
                                {"host":"{{ host }}","portNumber":"{{ portNumber }}",
                                "localPortNumber":"0","type":"LocalPortForwarding"}\
                                """);

        assertThat(task.target()).isEqualTo(new PortTask(Optional.of("db.internal"), 8080, true));
        assertThat(task.properties().path("portNumber").asString("")).isEqualTo("8080");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"portNumber\":\"0\"}",
                "{\"portNumber\":\"{{ portNumber }}\"}",
                "{\"portNumber\":\"22\",\"type\":\"RemotePortForwarding\"}",
                "{\"portNumber\":\"22\",\"host\":\"a b\"}"
            })
    void refusesAPortThatIsNone(String properties) {
        assertThatThrownBy(() -> task("Port", properties))
                .isInstanceOf(StartRefusedException.class);
    }

    private Task.Files copying(String properties) throws StartRefusedException {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        document.put("schemaVersion", "1.0").put("sessionType", "Files");
        document.set("properties", JsonMapper.shared().readTree(properties));
        ObjectNode values = (ObjectNode) JsonMapper.shared().readTree(parameters);
        return (Task.Files)
                TaskReader.read(
                        new InteractiveShell("D", document, "alice-1", values, runAsUser, "arn"));
    }

    @Test
    void readsWhatAndWhereToCopy() throws Exception {
        parameters = "{\"direction\": \"upload\", \"path\": \"/srv//{{ direction }}/\"}";
        assertThat(
                        copying(
                                        """
                                        {"direction": "{{ direction }}", "path": "{{ path }}",
                                         "delete": "true"}
                                        """)
                                .order())
                .isEqualTo(
                        new CopyOrder(
                                FileDirection.UPLOAD, NodePath.of("/srv/{{ direction }}"), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"direction\": \"both\", \"path\": \"/srv\"}",
                "{\"direction\": \"upload\"}",
                "{\"direction\": \"upload\", \"path\": \"/srv/../etc\"}",
                "{\"direction\": \"upload\", \"path\": \"/srv\", \"delete\": \"maybe\"}"
            })
    void copiesNothingOnAnOrderThatIsNoneOfOurs(String properties) {
        assertThatThrownBy(() -> copying(properties)).isInstanceOf(StartRefusedException.class);
    }
}
