package dev.sallyport.agent;

import dev.sallyport.agent.keys.KeyRule;
import dev.sallyport.protocol.forward.AddressRange;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sallyport agent run`.
@Command(
        name = "run",
        description = "Serves this node; registers it first if that has not been done.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    /// A choice that reads like one on the command line.
    enum Switch {
        on,
        off
    }

    @Mixin private final NodeOptions options = new NodeOptions();

    @Option(
            names = "--sudo",
            paramLabel = "on|off",
            description =
                    "Whether ssm-user may become root without a password (default:"
                            + " ${DEFAULT-VALUE}).")
    private Switch sudo = Switch.off;

    @Option(
            names = "--max-sessions",
            paramLabel = "N",
            description = "How many sessions at once (default: ${DEFAULT-VALUE}).")
    private int maxSessions = 100;

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "Write the node's id here once it is connected.")
    private @Nullable Path readyFile;

    @Option(
            names = "--ssh-keys",
            paramLabel = "GROUP=ACCOUNT",
            converter = KeyRuleConverter.class,
            description =
                    "Keep the SSH public keys of a group's members in the authorized_keys of an"
                            + " account of this machine. May be given several times.")
    private List<KeyRule> keyRules = List.of();

    @Option(
            names = "--no-forward-to",
            paramLabel = "RANGE",
            converter = RangeConverter.class,
            description =
                    "Forward no port to these addresses (10.0.0.0/8), whatever the server says;"
                            + " metadata services are forbidden anyway. May be given several times.")
    private List<AddressRange> noForwardTo = List.of();

    static final class RangeConverter implements CommandLine.ITypeConverter<AddressRange> {
        @Override
        public AddressRange convert(String text) {
            try {
                return AddressRange.parse(text);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    static final class KeyRuleConverter implements CommandLine.ITypeConverter<KeyRule> {
        @Override
        public KeyRule convert(String text) {
            try {
                return KeyRule.parse(text);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    @Override
    public Integer call() throws Exception {
        DataDir data = options.openData();
        try (FileLock lock =
                data.lock()
                        .orElseThrow(
                                () -> new IOException("an agent is running in " + data.path()))) {
            options.keepAuthorities(data);
            Optional<Registration> kept = NodeFiles.registration(data);
            Registration registration =
                    kept.isPresent() ? options.at(kept.orElseThrow()) : options.register(data);
            Settings settings =
                    new Settings(
                            registration,
                            sudo == Switch.on,
                            maxSessions,
                            Optional.ofNullable(readyFile),
                            keyRules,
                            noForwardTo);
            LoggerFactory.getLogger(RunCommand.class)
                    .atInfo()
                    .addKeyValue("node", registration.nodeId())
                    .addKeyValue("server", registration.server())
                    .addKeyValue("lock", lock.isValid())
                    .log("agent starts");
            Agent agent = new Wiring(data).agent(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(agent::stop, "stop"));
            agent.run();
        }
        return 0;
    }
}
