package dev.sallyport.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The unmodified aws CLI with our program in the place of AWS's plugin.
@ExtendWith(SharedSallyport.class)
class DropInPluginTest {
    @TempDir private Path folder;

    private static List<String> startSession(Sallyport sallyport, String... more) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "/usr/bin/aws",
                                "--endpoint-url",
                                sallyport.endpoint(),
                                "ssm",
                                "start-session",
                                "--target",
                                sallyport.node()));
        command.addAll(List.of(more));
        return command;
    }

    private static Map<String, String> environment(Sallyport sallyport) {
        Map<String, String> variables = new LinkedHashMap<>(sallyport.environment());
        variables.put("PATH", Sallyport.home().resolve("bin") + ":" + System.getenv("PATH"));
        return variables;
    }

    private static Run run(Sallyport sallyport, String input, String... more) throws IOException {
        return Run.of(
                startSession(sallyport, more),
                environment(sallyport),
                input,
                Duration.ofMinutes(2));
    }

    @Test
    void opensAShellAndEndsWithItsInput(Sallyport sallyport) throws Exception {
        Run run = run(sallyport, "echo $((6*7))-dropped\n");

        assertThat(run.status()).as(run.errors()).isZero();
        assertThat(run.output())
                .containsPattern("(?s)^\nStarting session with SessionId: \\S+\n.*42-dropped")
                .containsPattern("\n\nExiting session with sessionId: \\S+\\.\n\n$");
    }

    @Test
    void runsACommandWithoutTerminal(Sallyport sallyport) throws Exception {
        Run run =
                run(
                        sallyport,
                        "",
                        "--document-name",
                        "AWS-StartNonInteractiveCommand",
                        "--parameters",
                        "{\"command\":[\"sh -c 'echo out; exit 3'\"]}");

        assertThat(run.status()).as(run.errors()).isZero();
        assertThat(run.output()).contains("\nout\nEXIT_CODE: 3");
    }

    @Test
    void runsACommandWithATerminal(Sallyport sallyport) throws Exception {
        Run run =
                run(
                        sallyport,
                        "",
                        "--document-name",
                        "AWS-StartInteractiveCommand",
                        "--parameters",
                        "{\"command\":[\"tty\"]}");

        assertThat(run.status()).as(run.errors()).isZero();
        assertThat(run.output()).contains("/dev/pts/");
    }

    @Test
    void forwardsAPortOfAHostBehindTheNode(Sallyport sallyport) throws Exception {
        try (ServerSocket target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> greet(target));
            String parameters =
                    "{\"host\":[\"127.0.0.1\"],\"portNumber\":[\"%d\"],\"localPortNumber\":[\"0\"]}"
                            .formatted(target.getLocalPort());
            try (Program aws =
                    Program.start(
                            startSession(
                                    sallyport,
                                    "--document-name",
                                    "AWS-StartPortForwardingSessionToRemoteHost",
                                    "--parameters",
                                    parameters),
                            environment(sallyport))) {
                aws.await("Waiting for connections...");
                String port = aws.output().replaceAll("(?s).*\nPort (\\d+) opened.*", "$1");
                try (Socket socket =
                        new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
                    assertThat(socket.getInputStream().readAllBytes())
                            .isEqualTo("welcome".getBytes(StandardCharsets.UTF_8));
                }
                aws.await("Connection accepted for session [");
            }
        }
    }

    private static void greet(ServerSocket target) {
        while (!target.isClosed()) {
            try (Socket socket = target.accept()) {
                socket.getOutputStream().write("welcome".getBytes(StandardCharsets.UTF_8));
            } catch (IOException _) {
                // The test is over.
            }
        }
    }

    @Test
    void carriesSshAndScp(Sallyport sallyport) throws Exception {
        try (SshServer server = SshServer.start(folder)) {
            String proxy =
                    "env PATH=%s aws --endpoint-url %s ssm start-session --target %%h --document-name"
                                    .formatted(
                                            Sallyport.home().resolve("bin") + ":/usr/bin:/bin",
                                            sallyport.endpoint())
                            + " AWS-StartSSHSession --parameters portNumber=%p";
            Path config = server.client(proxy);

            Run ssh = SshServer.run(sallyport, "ssh", config, sallyport.node(), "exit 6");
            assertThat(ssh.status()).as(ssh.errors()).isEqualTo(6);

            Path sent = Files.write(folder.resolve("sent"), new byte[1_000_000]);
            Path there = folder.resolve("there");
            Run scp =
                    SshServer.run(
                            sallyport,
                            "scp",
                            config,
                            "-q",
                            sent.toString(),
                            sallyport.node() + ":" + there);
            assertThat(scp.status()).as(scp.errors()).isZero();
            assertThat(there).hasSameBinaryContentAs(sent);
        }
    }

    @Test
    void answersTheVersionAlone() throws Exception {
        Run run =
                Run.of(
                        List.of(
                                Sallyport.home().resolve("bin/session-manager-plugin").toString(),
                                "--version"),
                        Map.of(),
                        "",
                        Duration.ofSeconds(30));

        assertThat(run.output()).matches("1\\.2\\.\\d+\\.0\n");
    }
}
