package dev.sallyport.agent;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
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
                            Optional.ofNullable(readyFile));
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
