package dev.sallyport.cli.ssh;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The directory `ssh` works with: a key, its certificate, one known host, and two pipes that stand
/// for the network. Nobody else can enter it, and it is removed in the end.
public final class SshFolder implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final Path folder;

    private SshFolder(Path folder) {
        this.folder = folder;
    }

    /// Makes it in `parent`, with the pipes in it.
    public static SshFolder make(Path parent) throws IOException, InterruptedException {
        Path folder =
                Files.createTempDirectory(
                        parent,
                        "sallyport-ssh-",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        SshFolder made = new SshFolder(folder);
        try {
            made.makePipes();
            return made;
        } catch (IOException | InterruptedException e) {
            made.close();
            throw e;
        }
    }

    private void makePipes() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                "mkfifo",
                                "-m",
                                "600",
                                path("up").toString(),
                                path("down").toString())
                        .redirectErrorStream(true)
                        .start();
        String complaint =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("mkfifo: " + complaint.strip());
        }
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    /// What `ssh` writes. Opened for both ways, as opening for one would wait for the other end.
    public FileChannel up() throws IOException {
        return FileChannel.open(path("up"), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /// What `ssh` reads.
    public FileChannel down() throws IOException {
        return FileChannel.open(path("down"), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /// Writes what lets in, and what must answer.
    public void write(SessionKey key, String certificate, String host, String hostKey)
            throws IOException {
        write("key", key.secretPem());
        // OpenSSH looks for both beside the key.
        write("key.pub", key.open() + "\n");
        write("key-cert.pub", certificate + "\n");
        write("known_hosts", host + " " + hostKey + "\n");
    }

    private void write(String name, String text) throws IOException {
        Path file =
                Files.createFile(
                        path(name),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    /// The line that starts `ssh`. What stands first counts, so the user's own options change
    /// nothing of this.
    public List<String> command(SshArguments arguments, String host, String account) {
        List<String> words = new ArrayList<>(List.of("ssh"));
        if (!arguments.options().contains("-F")) {
            // What is set there for hosts reached over the network does not fit here.
            words.addAll(List.of("-F", "none"));
        }
        for (String setting : settings(host)) {
            words.addAll(List.of("-o", setting));
        }
        words.addAll(arguments.options());
        words.addAll(List.of("-l", account, "--", host));
        words.addAll(arguments.command());
        return words;
    }

    private List<String> settings(String host) {
        return List.of(
                "ProxyCommand=cat " + shell("down") + " & exec cat >" + shell("up"),
                "IdentityFile=" + quoted("key"),
                // Named, it is offered before the bare key, which nobody takes.
                "CertificateFile=" + quoted("key-cert.pub"),
                "IdentitiesOnly=yes",
                "IdentityAgent=none",
                "PreferredAuthentications=publickey",
                "HostKeyAlias=" + host,
                "UserKnownHostsFile=" + quoted("known_hosts"),
                "GlobalKnownHostsFile=none",
                "StrictHostKeyChecking=yes",
                "HostKeyAlgorithms=ecdsa-sha2-nistp256",
                "UpdateHostKeys=no",
                "VerifyHostKeyDNS=no",
                "CheckHostIP=no",
                "ForwardAgent=no",
                "ForwardX11=no",
                "ControlPersist=no");
    }

    private String quoted(String name) {
        return "\"" + path(name).toString().replace("%", "%%") + "\"";
    }

    private String shell(String name) {
        return "'" + path(name).toString().replace("%", "%%").replace("'", "'\\''") + "'";
    }

    @Override
    public void close() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException _) {
            // Closed twice, or the machine's temporary files were cleared: nothing is left then.
        }
    }
}
