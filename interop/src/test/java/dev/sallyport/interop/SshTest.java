package dev.sallyport.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.protocol.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// OpenSSH through `sallyport ssh`, to an agent that ends it.
@ExtendWith(SharedSallyport.class)
class SshTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir Path folder;

    private static Set<String> recordings(Sallyport sallyport) throws IOException {
        try (Stream<Path> files = Files.walk(sallyport.data())) {
            Set<String> names = new TreeSet<>();
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".cast.zst"))
                    .forEach(name -> names.add(name.replace(".cast.zst", "")));
            return names;
        }
    }

    /// Runs something that makes one session, and gives that session's id.
    private static String session(Sallyport sallyport, Action action) throws Exception {
        Set<String> before = recordings(sallyport);
        action.run();
        Set<String> after = recordings(sallyport);
        after.removeAll(before);
        assertThat(after).hasSize(1);
        return after.iterator().next();
    }

    private interface Action {
        void run() throws Exception;
    }

    private static String shown(Sallyport sallyport, String session) throws IOException {
        return sallyport.cli("", "play", "--text", session).output();
    }

    private Run with(Sallyport sallyport, String... command) throws IOException {
        return Run.of(List.of(command), sallyport.environment(), "", LIMIT);
    }

    private static String ssh() {
        return Sallyport.home().resolve("bin/sallyport-ssh").toString();
    }

    @Test
    void aShellOnATerminalIsSeenInItsRecording(Sallyport sallyport) throws Exception {
        String session =
                session(
                        sallyport,
                        () -> {
                            Run run =
                                    sallyport.cli(
                                            "echo $((6*7))-typed; tty; exit 9\n",
                                            "ssh",
                                            "-tt",
                                            sallyport.node());
                            assertThat(run.status()).as(run.errors()).isEqualTo(9);
                            assertThat(run.output()).contains("42-typed").contains("/dev/pts/");
                        });

        assertThat(shown(sallyport, session)).contains("42-typed").contains("/dev/pts/");
        assertThat(
                        Sallyport.json(sallyport.cli("", "play", "--json", session).output())
                                .path("content")
                                .asString())
                .isEqualTo("ssh");
    }

    @Test
    void aCommandHasItsOutputsApartAndItsExitCode(Sallyport sallyport) throws Exception {
        String session =
                session(
                        sallyport,
                        () -> {
                            Run run =
                                    sallyport.cli(
                                            "from here",
                                            "ssh",
                                            sallyport.node(),
                                            "cat; echo; echo bad >&2; exit 7");
                            assertThat(run.status()).as(run.errors()).isEqualTo(7);
                            assertThat(run.output()).isEqualTo("from here\n");
                            assertThat(run.errors()).isEqualTo("bad\n");
                        });

        assertThat(shown(sallyport, session)).contains("from here").contains("bad");
    }

    @Test
    void aFileArrivesAndComesBackAsItWas(Sallyport sallyport) throws Exception {
        byte[] bytes = new byte[5 << 20];
        new Random(7).nextBytes(bytes);
        Path sent = Files.write(folder.resolve("sent"), bytes);
        Path back = folder.resolve("back");
        String there = "/tmp/sallyport-interop-" + folder.getFileName();
        String node = sallyport.node();
        try {
            Run up = with(sallyport, "scp", "-q", "-S", ssh(), sent.toString(), node + ":" + there);
            assertThat(up.status()).as(up.errors()).isZero();
            Run down =
                    with(sallyport, "scp", "-q", "-S", ssh(), node + ":" + there, back.toString());
            assertThat(down.status()).as(down.errors()).isZero();
        } finally {
            Files.deleteIfExists(Path.of(there));
        }

        assertThat(Bytes.wrap(Files.readAllBytes(back)).sha256())
                .isEqualTo(Bytes.wrap(bytes).sha256());
    }

    private static void answer(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[8192]);
                socket.getOutputStream()
                        .write(
                                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"
                                        .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException _) {
                // The test is over, or the client went.
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void aPortOfTheNodeIsForwarded(Sallyport sallyport) throws Exception {
        int local = freePort();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> answer(server));
            List<String> command =
                    List.of(
                            Sallyport.home().resolve("bin/sallyport").toString(),
                            "ssh",
                            "-N",
                            "-L",
                            local + ":localhost:" + server.getLocalPort(),
                            sallyport.node());
            try (Program forward = Program.start(command, sallyport.environment());
                    HttpClient http = HttpClient.newHttpClient()) {
                Waiting.until(() -> answers(local), LIMIT, forward::output);
                HttpRequest request =
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + local + "/"))
                                .build();

                assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                        .isEqualTo("hello");
            }
        }
    }

    @Test
    void aMetadataServiceIsNotReached(Sallyport sallyport) throws Exception {
        Run run = sallyport.cli("", "ssh", "-W", "169.254.169.254:80", sallyport.node());

        assertThat(run.status()).isEqualTo(255);
        assertThat(run.errors()).contains("open failed");
    }

    @Test
    void nobodyIsRootOrSomethingThatIsNoName(Sallyport sallyport) throws Exception {
        for (String name : List.of("root", "-x", "a/b")) {
            Run run = sallyport.cli("", "ssh", "-l", name, sallyport.node(), "id");

            assertThat(run.status()).as(name).isNotZero();
            assertThat(run.output()).isEmpty();
        }
    }

    @Test
    void nothingOfTheKeyIsLeftOnTheMachine(Sallyport sallyport) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Sallyport.home().resolve("bin/sallyport").toString());
        command.addAll(List.of("ssh", sallyport.node(), "true"));
        var environment = sallyport.environment();
        environment.put("XDG_RUNTIME_DIR", folder.toString());
        Run run = Run.of(command, environment, "", LIMIT);

        assertThat(run.status()).as(run.errors()).isZero();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }
}
