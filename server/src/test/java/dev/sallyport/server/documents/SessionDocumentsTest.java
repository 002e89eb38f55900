package dev.sallyport.server.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.AccountId;
import dev.sallyport.protocol.files.FileDirection;
import dev.sallyport.protocol.files.NodePath;
import dev.sallyport.protocol.forward.ForwardTarget;
import dev.sallyport.server.documents.DocumentFault.Code;
import dev.sallyport.server.documents.ResolvedDocument.Limits;
import dev.sallyport.server.documents.ResolvedDocument.RunAs;
import dev.sallyport.server.documents.ResolvedDocument.Stream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDocumentsTest {
    private static final AccountId OURS = new AccountId("111122223333");
    private static final InstantSource NOON =
            InstantSource.fixed(Instant.parse("2030-01-01T12:00:00Z"));

    private final ShippedDocuments shipped = ShippedDocuments.load();
    private final Documents documents = new Documents(new InMemoryDocuments(), shipped, NOON);
    private final SessionDocuments sessions = new SessionDocuments(documents, shipped);

    private void create(String name, DocumentFormat format, String content) {
        DocumentType type =
                content.contains("mainSteps") ? DocumentType.COMMAND : DocumentType.SESSION;
        documents.create(
                OURS,
                new NewDocument(
                        name, type, format, content, Optional.empty(), Document.Labels.NONE));
    }

    private static String shell(String inputs) {
        return "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Standard_Stream\","
                + "\"parameters\":{\"p\":{\"type\":\"String\",\"default\":\"\"}},"
                + "\"inputs\":{"
                + inputs
                + "}}";
    }

    private ResolvedDocument resolve(String content, String value) {
        return sessions.resolve(new SessionDocument("Shell", content), Map.of("p", List.of(value)));
    }

    @Test
    void usesBuiltInPreferencesUntilTheAccountSavesItsOwn() {
        ResolvedDocument builtIn = sessions.resolve(sessions.preferences(OURS), Map.of());
        assertThat(builtIn.name()).isEqualTo("SSM-SessionManagerRunShell");
        assertThat(builtIn.type()).isEqualTo(SessionType.STANDARD_STREAM);
        assertThat(builtIn.limits())
                .isEqualTo(new Limits(Duration.ofMinutes(20), Optional.empty()));
        assertThat(builtIn.runAs()).isEqualTo(new RunAs.Disabled());
        assertThatThrownBy(() -> documents.get(OURS, "SSM-SessionManagerRunShell", latest()))
                .hasMessage("Document with name SSM-SessionManagerRunShell does not exist.");

        create(
                "SSM-SessionManagerRunShell",
                DocumentFormat.JSON,
                shell("\"idleSessionTimeout\":\"5\",\"maxSessionDuration\":\"60\""));

        assertThat(sessions.resolve(sessions.preferences(OURS), Map.of()).limits())
                .isEqualTo(new Limits(Duration.ofMinutes(5), Optional.of(Duration.ofHours(1))));
    }

    private static VersionChoice latest() {
        return VersionChoice.of("$LATEST");
    }

    @Test
    void readsDocumentsInYaml() {
        create(
                "Shell",
                DocumentFormat.YAML,
                """
                # our shell
                schemaVersion: "1.0"
                sessionType: Standard_Stream
                inputs:
                  idleSessionTimeout: "7"
                  runAsEnabled: true
                  runAsDefaultUser: deploy
                """);

        ResolvedDocument found = sessions.resolve(sessions.find(OURS, "Shell"), Map.of());

        assertThat(found.limits().idle()).isEqualTo(Duration.ofMinutes(7));
        assertThat(found.runAs()).isEqualTo(new RunAs.Enabled(Optional.of("deploy")));
        assertThat(found.agent().content()).startsWith("{\"schemaVersion\":\"1.0\",");
    }

    @Test
    void refusesADocumentOfAnotherType() {
        assertThatThrownBy(() -> sessions.find(OURS, "AWS-RunShellScript"))
                .hasMessage("Document AWS-RunShellScript is of type Command (expected: Session).");
        assertThatThrownBy(() -> sessions.find(OURS, "Nothing"))
                .hasMessage("Document with name Nothing does not exist.");
    }

    @Test
    void bindsThePortsOfAForward() {
        ResolvedDocument forward =
                sessions.resolve(
                        sessions.find(OURS, "AWS-StartPortForwardingSession"),
                        Map.of("portNumber", List.of("8080")));

        assertThat(forward.type()).isEqualTo(SessionType.PORT);
        assertThat(forward.stream())
                .isEqualTo(
                        new Stream(
                                Optional.of("LocalPortForwarding"),
                                Optional.of(new ForwardTarget("localhost", 8080)),
                                false));
        assertThat(forward.agent().parameters())
                .isEqualTo("{\"portNumber\":\"8080\",\"localPortNumber\":\"0\"}");
    }

    @Test
    void opensSshOnPort22WhenNobodySaysOtherwise() {
        ResolvedDocument ssh =
                sessions.resolve(sessions.find(OURS, "AWS-StartSSHSession"), Map.of());

        assertThat(ssh.stream())
                .isEqualTo(
                        new Stream(
                                Optional.empty(),
                                Optional.of(new ForwardTarget("localhost", 22)),
                                false));
        assertThat(ssh.agent().parameters()).isEqualTo("{\"portNumber\":\"22\"}");
    }

    private ResolvedDocument copying(String direction, String path, String delete) {
        return sessions.resolve(
                sessions.find(OURS, "Sallyport-CopyFiles"),
                Map.of(
                        "direction", List.of(direction),
                        "path", List.of(path),
                        "delete", List.of(delete)));
    }

    @Test
    void copiesFilesOneWayToOnePlace() {
        assertThat(copying("upload", "/srv//in/./", "false").stream().copying())
                .contains(
                        new ResolvedDocument.Copying(
                                FileDirection.UPLOAD, NodePath.of("/srv/in"), false));
        assertThat(copying("download", "logs", "true").stream().copying())
                .contains(
                        new ResolvedDocument.Copying(
                                FileDirection.DOWNLOAD, NodePath.of("~/logs"), true));
    }

    @Test
    void refusesToCopyWhereThePathMayLeadElsewhere() {
        for (String path : List.of("/srv/../etc", "..", "~/..", "a\0b")) {
            assertThatThrownBy(() -> copying("upload", path, "false"))
                    .as(path)
                    .isInstanceOf(DocumentFault.class)
                    .hasMessageContaining("path: ");
        }
        for (String direction : List.of("", "both", "Upload")) {
            assertThatThrownBy(() -> copying(direction, "/srv", "false"))
                    .as(direction)
                    .isInstanceOf(DocumentFault.class);
        }
        assertThatThrownBy(() -> copying("upload", "", "false")).isInstanceOf(DocumentFault.class);
        assertThatThrownBy(() -> copying("upload", "/srv", "maybe"))
                .isInstanceOf(DocumentFault.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "22;id", "", "-1", "022"})
    void refusesWhatIsNoPort(String port) {
        assertThatThrownBy(() ->
                        sessions.resolve(
                                sessions.find(OURS, "AWS-StartSSHSession"),
                                Map.of("portNumber", List.of(port))))
                .hasMessageStartingWith(
                        "Parameter \"portNumber\" has value \""
                                + port
                                + "\" not matching allowedPattern");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a;b", "$(id)", "http://x/", ""})
    void refusesWhatIsNoHost(String host) {
        assertThatThrownBy(() ->
                        sessions.resolve(
                                sessions.find(OURS, "AWS-StartPortForwardingSessionToRemoteHost"),
                                Map.of("host", List.of(host))))
                .hasMessageStartingWith("Parameter \"host\"");
    }

    @Test
    void runsACommandWithItsOutputsApart() {
        ResolvedDocument command =
                sessions.resolve(
                        sessions.find(OURS, "AWS-StartNonInteractiveCommand"),
                        Map.of("command", List.of("ls \"{{ x }}\" $$")));

        assertThat(command.type()).isEqualTo(SessionType.NON_INTERACTIVE_COMMANDS);
        assertThat(command.stream().separateOutput()).isTrue();
        assertThat(command.agent().parameters())
                .isEqualTo("{\"command\":\"ls \\\"{{ x }}\\\" $$\"}");
        assertThat(command.agent().content()).contains("\"commands\":\"{{ command }}\"");
    }

    @Test
    void keepsOurOwnInputsFromAgents() {
        ResolvedDocument document =
                resolve(shell("\"x-sallyport\":{\"banner\":\"{{ p }}\"}"), "hello");

        assertThat(document.extensions()).isEqualTo("{\"banner\":\"hello\"}");
        assertThat(document.agent().content()).doesNotContain("sallyport");
    }

    @Test
    void givesAgentsTheTypesTheyCanParse() {
        ResolvedDocument document =
                resolve(
                        shell(
                                "\"cloudWatchStreamingEnabled\":\"true\","
                                        + "\"runAsEnabled\":\"{{ p }}\","
                                        + "\"runAsDefaultUser\":\"deploy\""),
                        "true");

        assertThat(document.agent().content())
                .contains("\"cloudWatchStreamingEnabled\":true")
                .contains("\"runAsEnabled\":true");
        assertThat(document.runAs()).isEqualTo(new RunAs.Enabled(Optional.of("deploy")));
    }

    @Test
    void writesPortsAndCommandsAsTexts() {
        ResolvedDocument port =
                sessions.resolve(
                        new SessionDocument(
                                "Port",
                                "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Port\","
                                        + "\"properties\":{\"portNumber\":5432}}"),
                        Map.of());
        assertThat(port.agent().content()).contains("\"portNumber\":\"5432\"");

        ResolvedDocument command =
                sessions.resolve(
                        new SessionDocument(
                                "Top",
                                "{\"schemaVersion\":\"1.0\","
                                        + "\"sessionType\":\"InteractiveCommands\",\"properties\":"
                                        + "{\"linux\":{\"commands\":[\"cd /\",\"top\"]}}}"),
                        Map.of());
        assertThat(command.agent().content()).contains("\"commands\":\"cd /\\ntop\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "a;touch /x", "$(id)", "Alice", "-x", "a b"})
    void checksTheRunAsUserAfterParametersArePutIn(String user) {
        String content = shell("\"runAsEnabled\":true,\"runAsDefaultUser\":\"{{ p }}\"");

        assertThatThrownBy(() -> resolve(content, user))
                .isInstanceOf(DocumentFault.class)
                .hasMessageContaining("inputs.runAsDefaultUser: '" + user + "'");
    }

    @Test
    void checksTimesAfterParametersArePutIn() {
        String content = shell("\"idleSessionTimeout\":\"{{ p }}\"");

        assertThat(resolve(content, "3").limits().idle()).isEqualTo(Duration.ofMinutes(3));
        assertThatThrownBy(() -> resolve(content, "61"))
                .hasMessageStartingWith("inputs.idleSessionTimeout: \"61\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"runAsEnabled", "runAsDefaultUser", "kmsKeyId", "idleSessionTimeout"})
    void refusesWhatOnlyAnAgentCouldLookUp(String input) {
        assertThatThrownBy(() -> resolve(shell("\"" + input + "\":\"{{ssm:x}}\""), ""))
                .isInstanceOfSatisfying(
                        DocumentFault.class,
                        fault -> assertThat(fault.code()).isEqualTo(Code.INVALID_REQUEST))
                .hasMessageStartingWith("inputs." + input);
    }

    @Test
    void refusesAKeyForTheChannelRatherThanIgnoreIt() {
        String content = shell("\"kmsKeyId\":\"{{ p }}\"");

        assertThat(resolve(content, "").type()).isEqualTo(SessionType.STANDARD_STREAM);
        assertThatThrownBy(() -> resolve(content, "alias/sessions"))
                .isInstanceOfSatisfying(
                        DocumentFault.class,
                        fault -> assertThat(fault.code()).isEqualTo(Code.INVALID_REQUEST))
                .hasMessageContaining("kmsKeyId")
                .hasMessageContaining("refused");
    }

    @Test
    void leavesAKeyAloneInPortSessionsAsAwsDoes() {
        ResolvedDocument port =
                sessions.resolve(
                        new SessionDocument(
                                "Port",
                                "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Port\","
                                        + "\"inputs\":{\"kmsKeyId\":\"alias/x\"},"
                                        + "\"properties\":{\"portNumber\":\"22\"}}"),
                        Map.of());

        assertThat(port.agent().content()).contains("alias/x");
    }

    @Test
    void passesTheAuthorsLogOutputsOn() {
        ResolvedDocument document =
                resolve(
                        shell(
                                "\"s3BucketName\":\"logs\",\"s3KeyPrefix\":\"{{ p }}\","
                                        + "\"cloudWatchLogGroupName\":\"g\""),
                        "ops");

        assertThat(document.agent().content())
                .contains("\"s3BucketName\":\"logs\"")
                .contains("\"s3KeyPrefix\":\"{{ p }}\"")
                .contains("\"cloudWatchLogGroupName\":\"g\"");
        assertThat(document.agent().parameters()).isEqualTo("{\"p\":\"ops\"}");
    }

    private ResolvedDocument forward(String host) {
        return sessions.resolve(
                sessions.find(OURS, "AWS-StartPortForwardingSessionToRemoteHost"),
                Map.of("host", List.of(host), "portNumber", List.of("80")));
    }

    @Test
    void saysWhereAPortLeads() {
        assertThat(forward("DB.internal").stream().target())
                .contains(new ForwardTarget("db.internal", 80));
        assertThat(forward("127.0.0.1").stream().target())
                .contains(new ForwardTarget("localhost", 80));
        assertThat(forward("::ffff:10.0.0.5").stream().target())
                .contains(new ForwardTarget("10.0.0.5", 80));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.1.1",
                "fd00:ec2::254",
                "fe80::1",
                "::ffff:a9fe:a9fe",
                "0xa9fea9fe",
                "2852039166"
            })
    void forwardsNothingToMetadataServices(String host) {
        assertThatThrownBy(() -> forward(host))
                .isInstanceOfSatisfying(
                        DocumentFault.class,
                        fault -> assertThat(fault.code()).isEqualTo(Code.INVALID_REQUEST))
                .hasMessageStartingWith("Forwarding to IP address ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"type\":\"LocalPortForwarding\"",
                "\"portNumber\":\"{{ssm:port}}\"",
                "\"portNumber\":\"0\"",
                "\"portNumber\":80,\"host\":\"{{ssm:host}}\"",
                "\"portNumber\":80,\"host\":\"a/b\"",
                "\"portNumber\":80,\"host\":\"10.0.0.5\",\"Host\":\"169.254.169.254\"",
                "\"portNumber\":80,\"PortNumber\":22",
                "\"portNumber\":80,\"TYPE\":\"LocalPortForwarding\""
            })
    void forwardsNoPortWhoseTargetIsInDoubt(String properties) {
        SessionDocument document =
                new SessionDocument(
                        "Port",
                        "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Port\",\"properties\":{"
                                + properties
                                + "}}");

        assertThatThrownBy(() -> sessions.resolve(document, Map.of()))
                .isInstanceOf(DocumentFault.class)
                .hasMessageStartingWith("properties.");
    }
}
