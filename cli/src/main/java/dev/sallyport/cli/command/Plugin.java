package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Trust;
import dev.sallyport.cli.channel.Handshakes;
import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.cli.channel.Ticket;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.settings.Flags;
import dev.sallyport.cli.settings.Settings;
import dev.sallyport.cli.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `session-manager-plugin`, as the aws CLI and others start it in place of AWS's own.
///
/// The arguments, the lines on the screen and the exit status are those of
/// aws/session-manager-plugin (`src/sessionmanagerplugin/session/session.go`). The status is 0
/// however a session ends: any other makes the aws CLI print the plugin's arguments, which may hold
/// the session's token.
final class Plugin {
    private static final String RESPONSE_VARIABLE = "AWS_SSM_START_SESSION_RESPONSE";
    private static final int LEAST_ARGUMENTS = 3;
    // Where Go programs such as AWS's plugin look for the system's certificates.
    private static final List<String> SYSTEM_TRUST =
            List.of(
                    "/etc/ssl/certs/ca-certificates.crt",
                    "/etc/pki/tls/certs/ca-bundle.crt",
                    "/etc/ssl/ca-bundle.pem",
                    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
                    "/etc/ssl/cert.pem");

    private final World world;
    private final Workbench bench;

    Plugin(World world) {
        this.world = world;
        this.bench = new Workbench(world);
    }

    /// Runs a session from the arguments behind the program's name.
    int run(List<String> arguments) {
        if (arguments.isEmpty()) {
            print(
                    "\nThe Session Manager plugin was installed successfully. Use the AWS CLI to"
                            + " start a session.\n\n");
        } else if (arguments.equals(List.of("--version"))) {
            print(Handshakes.CLIENT_VERSION + "\n");
        } else if (arguments.size() < LEAST_ARGUMENTS) {
            print(
                    "\nUnknown operation "
                            + arguments.getFirst()
                            + ". \nUse session-manager-plugin --version to check the version.\n\n");
        } else if (!arguments.get(2).equals("StartSession")) {
            print("Invalid Operation");
        } else {
            startSession(arguments);
        }
        return ExitCode.OK.code();
    }

    private void startSession(List<String> arguments) {
        try {
            Ticket ticket = ticket(arguments.getFirst());
            PluginGuest guest = new PluginGuest(world, ticket.sessionId());
            Settings settings = settings(arguments);
            Workbench.Connection connection =
                    bench.connect(settings, Trust.client(trust(settings)));
            try (Terminal.Handle _ = world.terminal().onInterrupt(guest::interrupted)) {
                guest.ended(Sessions.of(bench, connection).run(ticket, guest));
            } catch (Failure failure) {
                guest.ended(new SessionEnd.Lost(failure.text()));
            }
        } catch (Failure failure) {
            print("Cannot perform start session: " + failure.text() + "\n");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Ticket ticket(String argument) {
        String response =
                argument.startsWith(RESPONSE_VARIABLE)
                        ? world.environment().getOrDefault(argument, "")
                        : argument;
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(response);
        } catch (JacksonException _) {
            throw new Failure(ExitCode.USAGE, "the answer of StartSession is no JSON");
        }
        // As Go reads it: whatever the case of the letters.
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        json.properties()
                .forEach(field ->
                        Stream.of("SessionId", "TokenValue", "StreamUrl")
                                .filter(name -> name.equalsIgnoreCase(field.getKey()))
                                .forEach(name -> answer.set(name, field.getValue())));
        return SsmSessionCalls.read(answer);
    }

    private Settings settings(List<String> arguments) {
        return bench.settings(
                new Flags(
                        argument(arguments, 5),
                        argument(arguments, 1),
                        argument(arguments, 3),
                        Optional.empty()));
    }

    private static Optional<String> argument(List<String> arguments, int index) {
        return arguments.stream().skip(index).findFirst().filter(text -> !text.isEmpty());
    }

    private Optional<Path> trust(Settings settings) {
        return settings.caBundle()
                .or(() ->
                        Optional.of(world.environment().getOrDefault("SSL_CERT_FILE", ""))
                                .filter(name -> !name.isEmpty())
                                .map(Path::of))
                .or(() -> {
                    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
                    // Other systems keep their certificates elsewhere than in a file.
                    return system.contains("linux")
                            ? SYSTEM_TRUST.stream()
                                    .map(Path::of)
                                    .filter(Files::isReadable)
                                    .findFirst()
                            : Optional.empty();
                });
    }

    private void print(String text) {
        world.streams().out().print(text);
        world.streams().out().flush();
    }
}
