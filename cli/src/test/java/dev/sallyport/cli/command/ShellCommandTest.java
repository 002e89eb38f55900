package dev.sallyport.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.channel.FakeNode;
import dev.sallyport.cli.channel.FakeStream;
import dev.sallyport.cli.terminal.FakeTerminal;
import java.nio.file.Path;
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

@Timeout(60)
class ShellCommandTest {
    private FakeServer server;
    private TestProgram program;

    @TempDir private Path home;

    @BeforeEach
    void start() throws Exception {
        server = new FakeServer();
        program = new TestProgram(server.url(), home);
    }

    @AfterEach
    void everyCallWasSigned() {
        server.close();
        assertThat(server.wrongSignatures()).isEmpty();
    }

    @Test
    void runsAShellFromAScript() throws Exception {
        program.input("hostname\nexit\n");
        try (FakeStream stream = new FakeStream()) {
            server.on(
                    "AmazonSSM.StartSession",
                    "{\"SessionId\":\"s-1\",\"TokenValue\":\"t\",\"StreamUrl\":\"%s\"}"
                            .formatted(stream.url()));
            CompletableFuture<Integer> exit =
                    program.runAside(
                            "shell",
                            "mi-0123456789abcdef0",
                            "--reason",
                            "test",
                            "--parameters",
                            "a=b");
            FakeNode node = FakeNode.on(stream.accept());
            assertThat(node.opening().tokenValue()).isEqualTo("t");
            node.print("$ ");
            assertThat(node.typed()).isEqualTo("hostname\nexit\n");
            assertThat(node.typed()).isEqualTo("\u0004");
            node.print("web1\r\n");
            node.close("");

            assertThat(exit.get(20, TimeUnit.SECONDS)).isZero();
        }
        assertThat(program.out()).isEqualTo("$ web1\r\n");
        assertThat(program.err()).isEmpty();
        assertThat(server.request("AmazonSSM.StartSession").json())
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"Target":"mi-0123456789abcdef0","Reason":"test",
                                         "Parameters":{"a":["b"]}}
                                        """));
    }

    @Test
    void leavesTheTerminalAloneIfTheNodeRefuses() throws Exception {
        FakeTerminal raw = FakeTerminal.of(80, 24);
        program.terminal(raw);
        try (FakeStream stream = new FakeStream()) {
            server.on(
                    "AmazonSSM.StartSession",
                    "{\"SessionId\":\"s-1\",\"TokenValue\":\"t\",\"StreamUrl\":\"%s\"}"
                            .formatted(stream.url()));
            CompletableFuture<Integer> exit = program.runAside("shell", "mi-0123456789abcdef0");
            FakeNode node = FakeNode.on(stream.accept());
            node.close("Unable to start command: no such user");

            assertThat(exit.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        }
        assertThat(raw.rawModes()).isZero();
        assertThat(program.err()).contains("Unable to start command: no such user");
    }

    @Test
    void endsTheSessionWhenTheProgramIsKilled() throws Exception {
        FakeTerminal terminal = FakeTerminal.none();
        program.terminal(terminal);
        server.on("AmazonSSM.TerminateSession", "{}");
        try (FakeStream stream = new FakeStream()) {
            server.on(
                    "AmazonSSM.StartSession",
                    "{\"SessionId\":\"s-1\",\"TokenValue\":\"t\",\"StreamUrl\":\"%s\"}"
                            .formatted(stream.url()));
            CompletableFuture<Integer> exit = program.runAside("shell", "mi-0123456789abcdef0");
            FakeNode node = FakeNode.on(stream.accept());
            terminal.interrupt();

            assertThat(
                            server.request("AmazonSSM.TerminateSession")
                                    .json()
                                    .path("SessionId")
                                    .asString())
                    .isEqualTo("s-1");
            node.close("");
            assertThat(exit.get(20, TimeUnit.SECONDS)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://evil.example.com/x", "https://h/x", "", "::"})
    void refusesToSendItsTokenInTheClear(String url) {
        server.on(
                "AmazonSSM.StartSession",
                "{\"SessionId\":\"s-1\",\"TokenValue\":\"t\",\"StreamUrl\":\"%s\"}".formatted(url));

        assertThat(program.run("shell", "mi-0123456789abcdef0")).isEqualTo(1);

        assertThat(program.err()).contains("stream URL");
    }
}
