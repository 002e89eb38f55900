package dev.sallyport.cli.command;

import dev.sallyport.cli.settings.Settings;
import dev.sallyport.protocol.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The names of nodes, kept for a minute so that completion need not ask the server for each key.
///
/// A shell evaluates what is offered to it for completion, and nodes name themselves: only names
/// without any character of meaning to a shell are kept.
final class NodeCache {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");

    private final Path file;
    private final InstantSource clock;

    private NodeCache(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /// The cache of one caller of one server: others may see other nodes.
    static NodeCache of(World world, Settings settings) {
        String owner =
                String.join(
                        "\n",
                        settings.endpoint("ssm").toString(),
                        settings.region(),
                        settings.signingKey().accessKeyId());
        String name = "nodes-" + Bytes.ofUtf8(owner).sha256().toHex().substring(0, 16);
        return new NodeCache(directory(world).resolve(name), world.clocks().wall());
    }

    private static Path directory(World world) {
        String named = world.environment().getOrDefault("XDG_CACHE_HOME", "");
        // The specification says that relative paths are to be ignored.
        Path base = named.startsWith("/") ? Path.of(named) : world.home().resolve(".cache");
        return base.resolve("sallyport");
    }

    /// The names, if they are fresh.
    Optional<List<String>> names() {
        try {
            Instant written = Files.getLastModifiedTime(file).toInstant();
            Duration age = Duration.between(written, clock.instant());
            return age.isNegative() || age.compareTo(FRESH) > 0
                    ? Optional.empty()
                    : Optional.of(Files.readAllLines(file).stream().filter(this::fits).toList());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Keeps the names of these nodes. A cache that cannot be written is none.
    List<String> keep(List<NodeEntry> nodes) {
        List<String> names =
                nodes.stream()
                        .flatMap(NodeEntry::names)
                        .filter(name -> !name.startsWith("i-"))
                        .filter(this::fits)
                        .distinct()
                        .toList();
        try {
            Path directory = file.resolveSibling("");
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            Path fresh = Files.createTempFile(directory, "nodes", "");
            Files.write(fresh, names);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UnsupportedOperationException _) {
            // Completion is slower then.
        }
        return names;
    }

    private boolean fits(String name) {
        return HARMLESS.matcher(name).matches();
    }
}
