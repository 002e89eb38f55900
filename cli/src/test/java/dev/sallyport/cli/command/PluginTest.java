package dev.sallyport.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.channel.FakeNode;
import dev.sallyport.cli.channel.FakeStream;
import dev.sallyport.cli.channel.Handshakes;
import dev.sallyport.cli.terminal.FakeTerminal;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.HandshakeComplete;
import dev.sallyport.protocol.channel.HandshakeRequest;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Against aws/session-manager-plugin's `session.go`: the same arguments, lines and exit status.
@Timeout(60)
class PluginTest {
    private static final String PLUGIN = "session-manager-plugin";

    private FakeServer server;
    private FakeStream stream;
    private TestProgram program;

    @TempDir private Path home;

    @BeforeEach
    void start() throws Exception {
        server = new FakeServer();
        stream = new FakeStream();
        program = new TestProgram("http://127.0.0.1:1", home);
    }

    @AfterEach
    void everyCallWasSigned() throws Exception {
        stream.close();
        server.close();
        assertThat(server.wrongSignatures()).isEmpty();
    }

    private String response() {
        return "{\"SessionId\":\"s-1\",\"TokenValue\":\"secret-token\",\"StreamUrl\":\"%s\"}"
                .formatted(stream.url());
    }

    private CompletableFuture<Integer> startSession(String response) {
        return program.runAside(
                PLUGIN,
                response,
                "local",
                "StartSession",
                "",
                "{\"Target\":\"mi-0123456789abcdef0\"}",
                server.url());
    }

    private int exit(CompletableFuture<Integer> exit) throws Exception {
        return exit.get(20, TimeUnit.SECONDS);
    }

    private static void shake(FakeNode node, String type, String properties) throws Exception {
        node.read();
        node.stream(
                PayloadTypes.HANDSHAKE_REQUEST,
                new HandshakeRequest(
                                "3.3.987.0",
                                List.of(
                                        new HandshakeRequest.Action(
                                                "SessionType",
                                                JsonMapper.shared()
                                                        .readTree(
                                                                "{\"SessionType\":\"%s\",\"Properties\":%s}"
                                                                        .formatted(
                                                                                type,
                                                                                properties)))))
                        .encode());
        node.read();
        node.stream(
                PayloadTypes.HANDSHAKE_COMPLETE,
                new HandshakeComplete(Duration.ofMillis(1), "").encode());
    }

    @Test
    void saysThatItIsInstalled() {
        assertThat(program.run(PLUGIN)).isZero();
        assertThat(program.out())
                .isEqualTo(
                        "\nThe Session Manager plugin was installed successfully. Use the AWS CLI"
                                + " to start a session.\n\n");
    }

    @Test
    void tellsItsVersion() {
        assertThat(program.run(PLUGIN, "--version")).isZero();
        assertThat(program.out()).isEqualTo("1.2.835.0\n");
    }

    @Test
    void tellsTheSameVersionWithoutAJvm() throws Exception {
        Path here = Path.of("").toAbsolutePath();
        Path root = Files.isDirectory(here.resolve("bin")) ? here : here.getParent();
        assertThat(Files.readString(root.resolve("bin/session-manager-plugin")))
                .contains("--version) echo " + Handshakes.CLIENT_VERSION + " ");
    }

    @Test
    void refusesTooFewArguments() {
        assertThat(program.run(PLUGIN, "x", "y")).isZero();
        assertThat(program.out())
                .isEqualTo(
                        "\nUnknown operation x. \n"
                                + "Use session-manager-plugin --version to check the version.\n\n");
    }

    @Test
    void refusesOtherOperations() {
        assertThat(program.run(PLUGIN, "{}", "local", "StopSession")).isZero();
        assertThat(program.out()).isEqualTo("Invalid Operation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "{}", "{\"SessionId\":\"s\",\"StreamUrl\":\"wss://h/\"}"})
    void saysSoWhenTheAnswerIsNone(String response) {
        assertThat(program.run(PLUGIN, response, "local", "StartSession", "")).isZero();
        assertThat(program.out()).startsWith("Cannot perform start session: ").endsWith("\n");
    }

    @Test
    void neverPrintsTheToken() {
        String response =
                "{\"SessionId\":\"s-1\",\"TokenValue\":\"secret-token\",\"StreamUrl\":\"ws://evil/\"}";

        assertThat(program.run(PLUGIN, response, "local", "StartSession", "")).isZero();

        assertThat(program.out()).contains("Cannot perform start session: ");
        assertThat(program.out() + program.err()).doesNotContain("secret-token");
    }

    @Test
    void runsAShellFromTheEnvironmentsAnswer() throws Exception {
        program.environment("AWS_SSM_START_SESSION_RESPONSE_7", response());
        program.input("hostname\n");
        CompletableFuture<Integer> exit = startSession("AWS_SSM_START_SESSION_RESPONSE_7");
        FakeNode node = FakeNode.on(stream.accept());
        assertThat(node.opening().tokenValue()).isEqualTo("secret-token");
        node.print("$ ");
        assertThat(node.typed()).isEqualTo("hostname\n");
        assertThat(node.typed()).isEqualTo("\u0004");
        node.close("");

        assertThat(exit(exit)).isZero();
        assertThat(program.out())
                .isEqualTo(
                        "\nStarting session with SessionId: s-1\n$ "
                                + "\n\nExiting session with sessionId: s-1.\n\n");
    }

    @Test
    void readsTheAnswersKeysInAnyCase() throws Exception {
        CompletableFuture<Integer> exit =
                startSession(response().replace("SessionId", "sessionid"));
        FakeNode node = FakeNode.on(stream.accept());
        node.print("$ ");
        node.close("idle for 20 minutes");

        assertThat(exit(exit)).isZero();
        assertThat(program.out()).endsWith("\n\nSessionId: s-1 : idle for 20 minutes\n\n");
    }

    @Test
    void keepsACommandsOutputsApartAndIsNotEndedByAnEmptyInput() throws Exception {
        CompletableFuture<Integer> exit = startSession(response());
        FakeNode node = FakeNode.on(stream.accept());
        shake(node, "NonInteractiveCommands", "null");
        node.stream(PayloadTypes.OUTPUT, Bytes.ofUtf8("out\n"));
        node.stream(PayloadTypes.ERROR_OUTPUT, Bytes.ofUtf8("err\n"));
        node.stream(PayloadTypes.EXIT_CODE, Bytes.ofUtf8("EXIT_CODE: 3"));
        node.close("");

        // Another status would make the aws CLI print these arguments.
        assertThat(exit(exit)).isZero();
        assertThat(program.out()).contains("out\nEXIT_CODE: 3\n\nExiting session");
        assertThat(program.err()).isEqualTo("err\n");
    }

    @Test
    void carriesAPortOnStandardStreamsWithoutAWordOfItsOwn() throws Exception {
        program.input("SSH-2.0-client\r\n");
        CompletableFuture<Integer> exit = startSession(response());
        FakeNode node = FakeNode.on(stream.accept());
        shake(node, "Port", "{\"portNumber\":\"22\"}");
        assertThat(node.typed()).isEqualTo("SSH-2.0-client\r\n");
        node.print("SSH-2.0-server\r\n");
        node.close("");

        assertThat(exit(exit)).isZero();
        assertThat(program.out()).isEqualTo("SSH-2.0-server\r\n");
        assertThat(program.err()).isEmpty();
    }

    @Test
    void forwardsAPortWithTheLinesScriptsWaitFor() throws Exception {
        FakeTerminal terminal = FakeTerminal.none();
        program.terminal(terminal);
        server.on("AmazonSSM.TerminateSession", "{}");
        int port = freePort();
        CompletableFuture<Integer> exit = startSession(response());
        FakeNode node = FakeNode.on(stream.accept());
        shake(
                node,
                "Port",
                "{\"portNumber\":\"80\",\"localPortNumber\":\"%d\",\"type\":\"LocalPortForwarding\"}"
                        .formatted(port));
        try (Socket socket = connect(port)) {
            assertThat(node.read().payload()).isEqualTo(Bytes.ofHex("0100000003000000"));
            socket.getOutputStream().write('x');
            assertThat(node.read().payload()).isEqualTo(Bytes.ofHex("010201000300000078"));
        }
        // Under the aws CLI, Ctrl-C is ignored unless it is asked for.
        assertThat(terminal.endsByInterrupt()).isEqualTo(OptionalInt.of(0));
        terminal.interrupt();
        assertThat(server.request("AmazonSSM.TerminateSession").json().path("SessionId").asString())
                .isEqualTo("s-1");
        node.close("");
        assertThat(exit(exit)).isZero();
        assertThat(program.out())
                .startsWith(
                        """

                        Starting session with SessionId: s-1
                        Port %d opened for sessionId s-1.
                        Waiting for connections...

                        Connection accepted for session [s-1]
                        Terminate signal received, exiting.
                        """
                                .formatted(port));
    }

    @Test
    void saysSoWhenTheLocalPortIsTaken() throws Exception {
        server.on("AmazonSSM.TerminateSession", "{}");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> exit = startSession(response());
            FakeNode node = FakeNode.on(stream.accept());
            shake(
                    node,
                    "Port",
                    "{\"localPortNumber\":\"%d\",\"type\":\"LocalPortForwarding\"}"
                            .formatted(taken.getLocalPort()));
            assertThat(exit(exit)).isZero();
        }
        assertThat(program.out()).contains("listen localhost:").contains("in use");
        assertThat(server.request("AmazonSSM.TerminateSession").body()).contains("s-1");
    }

    @Test
    void endsWhereAwssHangsWhenThereIsNothingToResume() throws Exception {
        server.on("AmazonSSM.ResumeSession", "{\"SessionId\":\"s-1\"}");
        CompletableFuture<Integer> exit = startSession(response());
        FakeNode node = FakeNode.on(stream.accept());
        node.print("$ ");
        assertThat(node.acknowledged()).isZero();
        node.peer().drop();

        assertThat(exit(exit)).isZero();
        assertThat(program.out()).endsWith("Session: s-1 timed out.\n");
    }

    @Test
    void endsWhereAwssHangsWhenResumingIsRefused() throws Exception {
        server.on(
                "AmazonSSM.ResumeSession", _ -> FakeServer.Answer.fault("AccessDenied", "not you"));
        CompletableFuture<Integer> exit = startSession(response());
        FakeNode node = FakeNode.on(stream.accept());
        node.print("$ ");
        assertThat(node.acknowledged()).isZero();
        node.peer().drop();

        assertThat(exit(exit)).isZero();
        assertThat(program.out()).contains("SessionId: s-1 : the connection is lost: not you");
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    // The listener opens a moment after the handshake.
    private static Socket connect(int port) throws Exception {
        while (true) {
            try {
                return new Socket(InetAddress.getLoopbackAddress(), port);
            } catch (java.net.ConnectException e) {
                Thread.onSpinWait();
            }
        }
    }
}
