package dev.sallyport.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.channel.FakeNode;
import dev.sallyport.cli.channel.FakeStream;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.nio.file.Files;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class ExecCommandTest {
    private static final String WEB = "mi-0123456789abcdef0";
    private static final String DB = "mi-0123456789abcdef1";

    private FakeServer server;
    private FakeStream stream;
    private TestProgram program;
    private final CompletableFuture<String> terminated = new CompletableFuture<>();

    @TempDir private Path home;

    @BeforeEach
    void start() throws Exception {
        server = new FakeServer();
        stream = new FakeStream();
        program = new TestProgram(server.url(), home);
        server.on(
                "AmazonSSM.TerminateSession",
                body -> {
                    terminated.complete(body);
                    return FakeServer.Answer.ok("{}");
                });
        server.on(
                "AmazonSSM.StartSession",
                "{\"SessionId\":\"s-1\",\"TokenValue\":\"t\",\"StreamUrl\":\"%s\"}"
                        .formatted(stream.url()));
    }

    @AfterEach
    void everyCallWasSigned() throws Exception {
        stream.close();
        server.close();
        assertThat(server.wrongSignatures()).isEmpty();
    }

    private FakeNode node() throws Exception {
        return FakeNode.on(stream.accept());
    }

    private static void end(FakeNode node, int code) throws Exception {
        node.stream(PayloadTypes.EXIT_CODE, Bytes.ofUtf8("EXIT_CODE: " + code));
        node.close("");
    }

    private String commandSent() {
        return server.request("AmazonSSM.StartSession")
                .json()
                .path("Parameters")
                .path("command")
                .path(0)
                .asString();
    }

    private static int exit(CompletableFuture<Integer> of) throws Exception {
        return of.get(20, TimeUnit.SECONDS);
    }

    @Test
    void keepsTheOutputsApartAndGivesTheCommandsExitCode() throws Exception {
        CompletableFuture<Integer> exit = program.runAside("exec", WEB, "--", "ls", "a b");
        FakeNode node = node();
        node.print("out\n");
        node.stream(PayloadTypes.ERROR_OUTPUT, Bytes.ofUtf8("oops\n"));
        end(node, 3);

        assertThat(exit(exit)).isEqualTo(3);
        assertThat(program.out()).isEqualTo("out\n");
        assertThat(program.err()).isEqualTo("oops\n");
        assertThat(commandSent()).isEqualTo("ls 'a b'");
    }

    @Test
    void beginsEveryLineOfManyNodesWithTheNodesName() throws Exception {
        CompletableFuture<Integer> exit =
                program.runAside("exec", "--parallel", "1", WEB, DB, "--", "hostname");
        FakeNode web = node();
        web.print("one\ntw");
        web.print("o\n");
        end(web, 0);
        FakeNode db = node();
        db.print("no end");
        end(db, 4);

        assertThat(exit(exit)).isEqualTo(4);
        assertThat(program.out())
                .isEqualTo("%s | one\n%s | two\n%s | no end\n".formatted(WEB, WEB, DB));
        assertThat(program.err()).isEqualTo("failed on 1 of 2 nodes: " + DB + " (4)\n");
    }

    @Test
    void beginsOnNoMoreNodesOnceItHasFailed() throws Exception {
        CompletableFuture<Integer> exit =
                program.runAside(
                        "exec", "--json", "--parallel", "1", "--fail-fast", WEB, DB, "--", "false");
        end(node(), 1);

        assertThat(exit(exit)).isEqualTo(255);
        JsonNode results = JsonMapper.shared().readTree(program.out()).path("results");
        assertThat(results.path(0).path("exit").asInt()).isEqualTo(1);
        assertThat(results.path(1).path("error").asString())
                .isEqualTo("not begun, for it has failed elsewhere");
        assertThat(server.calls()).containsOnlyOnce("AmazonSSM.StartSession");
    }

    @Test
    void endsWhatRunsLongerThanItMay() throws Exception {
        CompletableFuture<Integer> exit =
                program.runAside("exec", "--timeout", "0s", WEB, "--", "sleep", "100");
        FakeNode node = node();
        node.print("begun\n");
        assertThat(terminated.get(20, TimeUnit.SECONDS)).contains("s-1");
        node.close("terminated");

        assertThat(exit(exit)).isEqualTo(124);
        assertThat(program.err()).contains("not done after 0s");
    }

    @Test
    void runsTheTextOfAFileWithArguments() throws Exception {
        Path file = Files.writeString(home.resolve("fix.sh"), "echo \"it's $1\"\n");
        CompletableFuture<Integer> exit =
                program.runAside("exec", "--script", file.toString(), WEB, "--", "a b");
        end(node(), 0);

        assertThat(exit(exit)).isZero();
        assertThat(commandSent()).isEqualTo("sh -c 'echo \"it'\"'\"'s $1\"\n' sh 'a b'");
    }

    @Test
    void readsAScriptFromStandardInput() throws Exception {
        program.input("uptime\n");
        CompletableFuture<Integer> exit = program.runAside("exec", "--script", "-", WEB);
        end(node(), 0);

        assertThat(exit(exit)).isZero();
        assertThat(commandSent()).isEqualTo("sh -c 'uptime\n' sh");
    }

    @Test
    void refusesAScriptThatIsTooLongOrEmpty() {
        assertThat(program.run("exec", "--script", "-", WEB)).isEqualTo(2);
        program.input("x".repeat(60_001));
        assertThat(program.run("exec", "--script", "-", WEB)).isEqualTo(2);
        assertThat(program.err()).contains("nothing in it").contains("expected: 1 to 60000 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exec web", "exec -- ls", "exec web --", "exec web ls"})
    void wantsNodesAndACommand(String line) {
        assertThat(program.run(line.split(" "))).isEqualTo(2);
        assertThat(program.err()).contains("NODE... -- COMMAND");
    }

    @Test
    void saysWhyItCouldNotRun() throws Exception {
        CompletableFuture<Integer> exit = program.runAside("exec", WEB, "--", "ls");
        node().close("Unable to start command: no such user");

        assertThat(exit(exit)).isEqualTo(255);
        assertThat(program.err()).contains(WEB + ": Unable to start command: no such user");
    }
}
