package dev.sallyport.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Unmodified OpenSSH by way of `sallyport proxy`.
@ExtendWith(SharedSallyport.class)
class OpenSshTest {
    private static final String PROXY =
            Sallyport.home().resolve("bin/sallyport").toString() + " proxy %h %p";
    private static final int AT_ONCE = 6;

    @TempDir private Path folder;
    private SshServer server;

    @BeforeEach
    void start() throws IOException {
        server = SshServer.start(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path file(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Files.write(folder.resolve(name), bytes);
    }

    @Test
    void runsACommandAndGivesItsExitCode(Sallyport sallyport) throws Exception {
        Run run =
                SshServer.run(
                        sallyport,
                        "ssh",
                        server.client(PROXY),
                        sallyport.node(),
                        "echo hi; exit 5");

        assertThat(run.output()).as(run.errors()).isEqualTo("hi\n");
        assertThat(run.status()).isEqualTo(5);
    }

    @Test
    void copiesFilesWithScpSftpAndRsync(Sallyport sallyport) throws Exception {
        Path config = server.client(PROXY);
        Path sent = file("sent", 3_000_000);
        String there = sallyport.node() + ":" + folder.resolve("there");

        Run scp = SshServer.run(sallyport, "scp", config, "-q", sent.toString(), there);
        assertThat(scp.status()).as(scp.errors()).isZero();
        assertThat(folder.resolve("there")).hasSameBinaryContentAs(sent);

        Path back = folder.resolve("back");
        Run sftp = SshServer.run(sallyport, "sftp", config, "-q", there, back.toString());
        assertThat(sftp.status()).as(sftp.errors()).isZero();
        assertThat(back).hasSameBinaryContentAs(sent);

        Path again = folder.resolve("again");
        Run rsync =
                Run.of(
                        List.of("rsync", "-e", "ssh -F " + config, there, again.toString()),
                        sallyport.environment(),
                        "",
                        Duration.ofMinutes(2));
        assertThat(rsync.status()).as(rsync.errors()).isZero();
        assertThat(again).hasSameBinaryContentAs(sent);
    }

    /// Leaves a client in the background, by which others of the same socket go.
    private static void startMaster(Sallyport sallyport, Path config, Path socket)
            throws IOException {
        Run master =
                SshServer.run(
                        sallyport,
                        "ssh",
                        config,
                        "-o",
                        "ControlMaster=auto",
                        "-o",
                        "ControlPersist=60",
                        "-o",
                        "ControlPath=" + socket,
                        "-f",
                        sallyport.node(),
                        "true");
        assertThat(master.status()).as(master.errors()).isZero();
    }

    @Test
    void servesManyConnectionsAtOnceAndManyOverOne(Sallyport sallyport) throws Exception {
        Path config = server.client(PROXY);
        Path socket = folder.resolve("master");
        startMaster(sallyport, config, socket);
        List<Future<Run>> running = new ArrayList<>();
        try (ExecutorService pool = Executors.newCachedThreadPool()) {
            for (int i = 0; i < AT_ONCE; i++) {
                String path = i % 2 == 0 ? "none" : socket.toString();
                String word = "w" + i;
                running.add(
                        pool.submit(() ->
                                SshServer.run(
                                        sallyport,
                                        "ssh",
                                        config,
                                        "-o",
                                        "ControlPath=" + path,
                                        sallyport.node(),
                                        "echo " + word)));
            }
        }
        for (int i = 0; i < AT_ONCE; i++) {
            Run run = running.get(i).get();
            assertThat(run.output()).as(run.errors()).isEqualTo("w" + i + "\n");
        }
        SshServer.run(sallyport, "ssh", config, "-o", "ControlPath=" + socket, "-O", "exit", "x");
    }

    @Test
    void saysThatNothingListens(Sallyport sallyport) throws Exception {
        Run run =
                SshServer.run(
                        sallyport,
                        "ssh",
                        server.client(PROXY),
                        "-p",
                        "1",
                        sallyport.node(),
                        "true");

        assertThat(run.status()).isEqualTo(255);
        assertThat(run.errors()).contains("Unable to connect to specified port");
    }

    @Test
    void findsNodesByTheFileThatSyncWrites(Sallyport sallyport) throws Exception {
        Path included = folder.resolve("nodes.conf");
        Run sync = sallyport.cli("", "ssh-config", "sync", "--json", "--file", included.toString());
        assertThat(sync.status()).as(sync.errors()).isZero();
        assertThat(Sallyport.json(sync.output()).path("nodes").asInt()).isPositive();
        Path usual = server.client("false");
        Path config = folder.resolve("with_nodes");
        Files.writeString(config, "Include " + included + "\n" + Files.readString(usual));

        Run run = SshServer.run(sallyport, "ssh", config, sallyport.node(), "echo found");

        assertThat(run.output()).as(run.errors()).isEqualTo("found\n");
    }
}
