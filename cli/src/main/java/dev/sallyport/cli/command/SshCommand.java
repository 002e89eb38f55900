package dev.sallyport.cli.command;

import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.cli.channel.Ticket;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.ssh.SessionKey;
import dev.sallyport.cli.ssh.SshArguments;
import dev.sallyport.cli.ssh.SshFolder;
import dev.sallyport.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport ssh`.
@Command(
        name = "ssh",
        header = "SSH to a node without a key of yours, its screen recorded.",
        synopsisHeading =
                "Usage: sallyport ssh [OPTIONS] [OPENSSH OPTIONS] [user@]NODE [COMMAND...]%n",
        customSynopsis = "",
        description = {
            "Runs your OpenSSH client over a session that ends at the node's agent: no SSH server, no"
                    + " key and no open port is needed there. A key is made for this session, and the"
                    + " server's certificate for it is good for two minutes and for nothing else.",
            "",
            NodeHelp.NODE,
            "",
            "Options of OpenSSH are passed on, such as -L -R -D -N -t -T -v -q -o; your ssh_config is"
                    + " not read (-F FILE reads one). -A, -X, -J and -f are refused.",
            "",
            "Connections through the session lead to the node itself. Others (-L to another host, -D)"
                    + " are asked for with the session, and a policy must allow them.",
            "",
            "The exit code is ssh's: that of the command, or 255."
        },
        footer = {
            "",
            "Examples:",
            "  sallyport ssh web-1",
            "  sallyport ssh web-1 -- systemctl status nginx",
            "  sallyport ssh -N -L 8080:localhost:80 deploy@web-1",
            "  rsync -e 'sallyport ssh' -a site/ web-1:/srv/site/",
            "  GIT_SSH_COMMAND='sallyport ssh' git clone web-1:/srv/project.git"
        })
final class SshCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Option(
            names = "--forwarding",
            paramLabel = "REACH",
            description = "Where connections may lead: none, node or anywhere.")
    private Optional<String> forwarding = Optional.empty();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the session.")
    private Optional<String> reason = Optional.empty();

    @Parameters(paramLabel = "[user@]NODE [COMMAND...]", hidden = true, description = "")
    private final List<String> words = new ArrayList<>();

    SshCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        SshArguments arguments = SshArguments.read(words);
        Workbench.Connection connection = bench.connect(options);
        String node = new Targets(bench, connection).one(arguments.node());
        SessionKey key = SessionKey.make(bench.world().random());
        try (SshFolder folder = SshFolder.make(temporary());
                Terminal.Handle _ = bench.world().terminal().onInterrupt(folder::close)) {
            Sessions sessions = Sessions.of(bench, connection);
            Ticket ticket = sessions.start(request(node, arguments));
            SshGuest guest =
                    new SshGuest(
                            bench.world(),
                            arguments,
                            node,
                            new SshGuest.Opening(
                                    folder, key, certificate(connection, ticket, key)));
            return exitCode(sessions.run(ticket, guest), guest);
        }
    }

    /// Asked for while the session is being opened.
    private static CompletableFuture<String> certificate(
            Workbench.Connection connection, Ticket ticket, SessionKey key) {
        return CompletableFuture.supplyAsync(
                () -> connection.api().sshCertificate(ticket.sessionId(), key.line()),
                Executors.newVirtualThreadPerTaskExecutor());
    }

    private ObjectNode request(String node, SshArguments arguments) {
        Map<String, String> parameters = new HashMap<>();
        arguments.user().ifPresent(user -> parameters.put("user", user));
        parameters.put("forwarding", forwarding.orElse(arguments.reach()));
        ObjectNode request = Sessions.request(node, "Sallyport-SSH", parameters);
        reason.ifPresent(text -> request.put("Reason", text));
        return request;
    }

    /// In memory where there is such a place.
    private Path temporary() {
        Map<String, String> environment = bench.world().environment();
        Path runtime = Path.of(environment.getOrDefault("XDG_RUNTIME_DIR", ""));
        return runtime.isAbsolute() && Files.isWritable(runtime)
                ? runtime
                : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static int exitCode(SessionEnd end, SshGuest guest) {
        OptionalInt exit = guest.exit();
        if (exit.isPresent()) {
            return exit.getAsInt();
        }
        return switch (end) {
            case SessionEnd.Closed(String text, boolean ran, _) when !ran -> throw notServed(text);
            case SessionEnd.Closed _, SessionEnd.Missed _, SessionEnd.Left _, SessionEnd.Unread _ ->
                    // OpenSSH sees the end of its pipe, and says so itself.
                    guest.lastExit();
            case SessionEnd.Lost(String why) ->
                    throw new Failure(ExitCode.UNREACHABLE, "the connection is lost: " + why);
        };
    }

    private static Failure notServed(String text) {
        String why = text.isBlank() ? "the node ended the session" : text.strip();
        return why.contains("Plugin with name")
                ? new Failure(
                        ExitCode.FAILED,
                        "this node's agent does not end SSH itself",
                        "reach its SSH server: ssh -o ProxyCommand='sallyport proxy %h %p' NODE")
                : new Failure(ExitCode.FAILED, why);
    }
}
