package dev.sallyport.cli.command;

import dev.sallyport.cli.channel.Channel;
import dev.sallyport.cli.channel.Guest;
import dev.sallyport.cli.channel.Purpose;
import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.cli.channel.SessionTypes;
import dev.sallyport.cli.channel.Use;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.output.Plain;
import dev.sallyport.cli.port.StdioPort;
import dev.sallyport.cli.ssh.SessionKey;
import dev.sallyport.cli.ssh.SshArguments;
import dev.sallyport.cli.ssh.SshFolder;
import dev.sallyport.protocol.channel.TerminalSize;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Runs OpenSSH over the session, and leaves with it.
final class SshGuest implements Guest {
    /// As OpenSSH says that it failed itself.
    private static final int NOT_RUN = 255;

    private final World world;
    private final SshArguments arguments;
    private final String host;
    private final SshFolder folder;
    private final SessionKey key;
    private final CompletableFuture<String> certificate;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private volatile @Nullable Failure failure;

    SshGuest(World world, SshArguments arguments, String host, Opening opening) {
        this.world = world;
        this.arguments = arguments;
        this.host = host;
        this.folder = opening.folder();
        this.key = opening.key();
        this.certificate = opening.certificate();
    }

    /// What lets `ssh` in. The certificate is on its way.
    record Opening(SshFolder folder, SessionKey key, CompletableFuture<String> certificate) {}

    @Override
    public boolean knows(String sessionType) {
        return sessionType.equals(SessionTypes.SSH);
    }

    @Override
    public Optional<TerminalSize> size() {
        return Optional.empty();
    }

    @Override
    public Use begin(Purpose purpose, Channel channel) {
        if (!(purpose instanceof Purpose.Ssh ssh)) {
            throw new Failure(ExitCode.FAILED, "the node opened no SSH session");
        }
        try {
            StdioPort port =
                    StdioPort.begin(
                            channel,
                            Channels.newInputStream(folder.up()),
                            Channels.newOutputStream(folder.down()));
            // Waits for a program, in native code.
            var _ =
                    Thread.ofPlatform()
                            .daemon()
                            .name("ssh")
                            .start(() -> {
                                runSsh(ssh);
                                channel.post(() -> channel.leave(new SessionEnd.Left()));
                            });
            return port;
        } catch (IOException e) {
            throw new Failure(ExitCode.FAILED, "cannot talk with ssh: " + e.getMessage());
        }
    }

    private void runSsh(Purpose.Ssh ssh) {
        try {
            folder.write(key, certificate.join(), host, ssh.hostKey());
            exit.complete(
                    world.desk().programs().run(folder.command(arguments, host, ssh.account())));
        } catch (CompletionException e) {
            failure =
                    e.getCause() instanceof Failure known
                            ? known
                            : new Failure(ExitCode.FAILED, "no certificate: " + e.getMessage());
        } catch (IOException e) {
            failure =
                    new Failure(
                            ExitCode.FAILED,
                            "cannot run ssh: " + e.getMessage(),
                            "is OpenSSH installed?");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            // Of no effect if it ran to its end.
            exit.complete(NOT_RUN);
        }
    }

    @Override
    public void note(String text) {
        world.streams().err().println("[sallyport: " + Plain.text(text) + "]");
    }

    /// With which status OpenSSH ended, if it did by itself.
    OptionalInt exit() {
        return exit.isDone() ? OptionalInt.of(lastExit()) : OptionalInt.empty();
    }

    /// The same, once OpenSSH has noticed that its connection is gone.
    int lastExit() {
        int status = exit.join();
        Failure known = failure;
        if (known != null) {
            throw known;
        }
        return status;
    }
}
