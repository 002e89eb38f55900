package dev.sallyport.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Commands and ports with our own command line, as built.
@ExtendWith(SharedSallyport.class)
class OwnCliSessionsTest {
    @Test
    void runsACommandWithItsExitCode(Sallyport sallyport) throws Exception {
        Run run =
                sallyport.cli(
                        "",
                        "exec",
                        sallyport.node(),
                        "--",
                        "printf 'one\\ntwo'; echo oops >&2; exit 7");

        assertThat(run.status()).isEqualTo(7);
        assertThat(run.output()).isEqualTo("one\ntwo");
        assertThat(run.errors()).isEqualTo("oops\n");
    }

    @Test
    void keepsWordsAsTheyAre(Sallyport sallyport) throws Exception {
        Run run =
                sallyport.cli(
                        "",
                        "exec",
                        sallyport.node(),
                        "--",
                        "printf",
                        "%s|",
                        "a  b",
                        "$HOME",
                        "it's");

        assertThat(run.output()).as(run.errors()).isEqualTo("a  b|$HOME|it's|");
    }

    @Test
    void runsAScriptFromStandardInputAndTellsInJson(Sallyport sallyport) throws Exception {
        Run run =
                sallyport.cli(
                        "echo \"got $1\"\nexit 4\n",
                        "exec",
                        "--json",
                        "--script",
                        "-",
                        sallyport.node(),
                        "--",
                        "x y");

        assertThat(run.status()).as(run.errors()).isEqualTo(4);
        JsonNode result = Sallyport.json(run.output()).path("results").path(0);
        assertThat(result.path("node").asString()).isEqualTo(sallyport.node());
        assertThat(result.path("stdout").asString()).isEqualTo("got x y\n");
        assertThat(result.path("exit").asInt()).isEqualTo(4);
    }

    @Test
    void endsACommandThatRunsTooLong(Sallyport sallyport) throws Exception {
        Run run =
                sallyport.cli(
                        "", "exec", "--timeout", "1s", sallyport.node(), "--", "sleep", "1000");

        assertThat(run.status()).as(run.errors()).isEqualTo(124);
        assertThat(run.errors()).contains("not done after 1s");
    }

    @Test
    void forwardsPortsOfTheNodeAndOfAHostBehindIt(Sallyport sallyport) throws Exception {
        byte[] page = new byte[4_000_000];
        new Random(4).nextBytes(page);
        try (ServerSocket target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(target, page));
            int port = target.getLocalPort();
            List<String> command = new ArrayList<>();
            command.add(Sallyport.home().resolve("bin/sallyport").toString());
            command.addAll(List.of("forward", sallyport.node()));
            command.addAll(List.of(port + ":0", "127.0.0.1:" + port + ":0", "1:0"));
            try (Program forward = Program.start(command, sallyport.environment())) {
                forward.await("Ctrl-C ends it.");
                List<Integer> local = localPorts(forward.output());
                assertThat(local).hasSize(3);

                assertThat(get(local.get(0))).isEqualTo(page);
                assertThat(get(local.get(1))).isEqualTo(page);
                assertThat(get(local.get(2))).isEmpty();
                forward.await("could not connect to the port");
            }
        }
    }

    private static void serve(ServerSocket target, byte[] page) {
        while (!target.isClosed()) {
            try (Socket socket = target.accept()) {
                socket.getOutputStream().write(page);
            } catch (IOException _) {
                // The test is over, or the client was.
            }
        }
    }

    private static List<Integer> localPorts(String output) {
        Matcher line = Pattern.compile("127\\.0\\.0\\.1:([0-9]+) -> ").matcher(output);
        return line.results().map(found -> Integer.valueOf(found.group(1))).toList();
    }

    private static byte[] get(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().readAllBytes();
        }
    }

    @Test
    void refusesAPortOfAHostThatNobodyMayReach(Sallyport sallyport) throws Exception {
        Run run = sallyport.cli("", "forward", sallyport.node(), "169.254.169.254:80:0");

        assertThat(run.status()).as(run.output()).isNotZero();
        assertThat(run.output()).isEmpty();
    }

    @Test
    void waitsForANode(Sallyport sallyport) throws Exception {
        Run there = sallyport.cli("", "wait", sallyport.node(), "--json");
        assertThat(there.status()).as(there.errors()).isZero();
        assertThat(Sallyport.json(there.output()).path("status").asString()).isEqualTo("Online");

        Run never = sallyport.cli("", "wait", "nobody", "--timeout", "0s");
        assertThat(never.status()).isEqualTo(3);
    }
}
