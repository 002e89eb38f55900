package dev.sallyport.agent;

import dev.sallyport.agent.link.CallFailedException;
import dev.sallyport.agent.link.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options by which a machine becomes a node, shared by `register` and `run`.
final class NodeOptions {
    @Option(names = "--code", paramLabel = "CODE", description = "The activation's code.")
    @Nullable String code;

    @Option(names = "--id", paramLabel = "ID", description = "The activation's id.")
    @Nullable String id;

    @Option(names = "--region", paramLabel = "REGION", description = "The server's region.")
    @Nullable String region;

    @Option(names = "--server", paramLabel = "URL", description = "https://host[:port]")
    @Nullable String server;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Trust the authorities in this PEM file, and no others.")
    @Nullable Path ca;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Show the node under this name (default: the machine's).")
    @Nullable String name;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where the node's key and registration are kept (default:"
                            + " /var/lib/sallyport-agent for root, else"
                            + " ~/.local/state/sallyport-agent).")
    @Nullable Path data;

    DataDir openData() throws IOException {
        return DataDir.open(data != null ? data : standardData());
    }

    private static Path standardData() {
        return System.getProperty("user.name").equals("root")
                ? Path.of("/var/lib/sallyport-agent")
                : Path.of(System.getProperty("user.home"), ".local/state/sallyport-agent");
    }

    /// Copies the authorities into the data directory, where every later start finds them.
    void keepAuthorities(DataDir to) throws IOException {
        if (ca != null) {
            to.write(NodeFiles.CA, Files.readAllBytes(ca));
        }
    }

    Registration register(DataDir to)
            throws IOException, InterruptedException, CallFailedException {
        if (code == null || id == null || region == null || server == null) {
            throw new IOException(
                    "this machine is not registered in "
                            + to.path()
                            + "; registering needs --server, --region, --id and --code");
        }
        ServerAddress address = ServerAddress.parse(server);
        return new Wiring(to)
                .registrar(address, region)
                .register(
                        new Registrar.Activation(id, code),
                        address,
                        region,
                        Optional.ofNullable(name));
    }

    /// What was registered, but at the server and region given now, if any.
    Registration at(Registration kept) {
        return kept.at(
                server != null ? ServerAddress.parse(server) : kept.server(),
                region != null ? region : kept.region());
    }
}
