package dev.sallyport.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// OpenSSH's server on this machine, for whoever runs the tests, and the settings of a client that
/// reaches it by a proxy command only.
final class SshServer implements AutoCloseable {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    private final Path folder;
    private final int port;
    private final Program server;

    private SshServer(Path folder, int port, Program server) {
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    static SshServer start(Path folder) throws IOException {
        for (String key : List.of("host", "user")) {
            keygen(folder.resolve(key));
        }
        int port = freePort();
        Path config =
                Files.writeString(
                        folder.resolve("sshd_config"),
                        """
                        Port %d
                        ListenAddress 127.0.0.1
                        HostKey %s
                        AuthorizedKeysFile %s
                        PidFile none
                        StrictModes no
                        UsePAM no
                        MaxStartups 100
                        Subsystem sftp internal-sftp
                        """
                                .formatted(
                                        port, folder.resolve("host"), folder.resolve("user.pub")));
        if (System.getProperty("user.name").equals("root")) {
            // The package makes it only when the service starts.
            Files.createDirectories(Path.of("/run/sshd"));
        }
        Program server =
                Program.start(
                        List.of(SSHD.toString(), "-D", "-e", "-f", config.toString()), Map.of());
        server.await("Server listening");
        return new SshServer(folder, port, server);
    }

    private static void keygen(Path file) throws IOException {
        Run run =
                Run.of(
                        List.of(
                                "ssh-keygen",
                                "-q",
                                "-t",
                                "ed25519",
                                "-N",
                                "",
                                "-f",
                                file.toString()),
                        Map.of(),
                        "",
                        Duration.ofSeconds(30));
        if (run.status() != 0) {
            throw new IllegalStateException(run.errors());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// A client's settings with this way to every host.
    Path client(String proxyCommand) throws IOException {
        return Files.writeString(
                folder.resolve("ssh_config"),
                """
                Host *
                    User %s
                    Port %d
                    IdentityFile %s
                    IdentitiesOnly yes
                    BatchMode yes
                    StrictHostKeyChecking no
                    UserKnownHostsFile %s
                    LogLevel ERROR
                    ProxyCommand %s
                """
                        .formatted(
                                System.getProperty("user.name"),
                                port,
                                folder.resolve("user"),
                                folder.resolve("known_hosts"),
                                proxyCommand));
    }

    /// Runs `ssh`, `scp` and the like with those settings.
    static Run run(Sallyport sallyport, String program, Path config, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(program, "-F", config.toString()));
        command.addAll(List.of(arguments));
        return Run.of(command, sallyport.environment(), "", Duration.ofMinutes(2));
    }

    @Override
    public void close() {
        server.close();
    }
}
