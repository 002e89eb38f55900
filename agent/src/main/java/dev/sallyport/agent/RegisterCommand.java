package dev.sallyport.agent;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sallyport agent register`.
@Command(
        name = "register",
        description = "Registers this machine with an activation.",
        mixinStandardHelpOptions = true)
final class RegisterCommand implements Callable<Integer> {
    @Mixin private final NodeOptions options = new NodeOptions();

    @Option(
            names = "--force",
            description = "Forget an older registration and become another node.")
    private boolean force;

    @Override
    public Integer call() throws Exception {
        DataDir data = options.openData();
        Optional<Registration> kept = NodeFiles.registration(data);
        if (kept.isPresent() && !force) {
            throw new IOException(
                    "already registered as "
                            + kept.orElseThrow().nodeId()
                            + " in "
                            + data.path()
                            + "; --force makes it another node");
        }
        options.keepAuthorities(data);
        System.out.println(options.register(data).nodeId());
        return 0;
    }
}
