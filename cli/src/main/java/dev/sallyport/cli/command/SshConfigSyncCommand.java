package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sallyport ssh-config sync`.
@Command(
        name = "sync",
        header = "Write a file for ssh with one entry for each node.",
        description = {
            "Writes a file that ~/.ssh/config includes: for each node an entry by its id and its name"
                    + " (the Name tag, or the name its activation gave; not the computer name, which"
                    + " a node gives itself). Names with a dot, or with anything that is no letter,"
                    + " digit, hyphen or underscore, are left out. The file is written anew if"
                    + " something has changed; run this as often as nodes come and go.",
            "",
            "--endpoint-url, --region, --profile and --ca-bundle are written into the entries;"
                    + " without them ssh's environment counts."
        },
        footer = {
            "",
            "JSON: {file, nodes, changed, included}",
            "",
            "Examples:",
            "  sallyport ssh-config sync --install --user admin",
            "  ssh web-1; scp file web-1:; rsync -a dir web-1:"
        })
final class SshConfigSyncCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The file to write (default: ~/.ssh/sallyport.conf).")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--user", paramLabel = "NAME", description = "The user to log in as.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--install",
            description = "Put the Include line into ~/.ssh/config, if it is not there.")
    private boolean install;

    SshConfigSyncCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() throws IOException {
        if (user.filter(name -> !name.matches("[A-Za-z0-9_][A-Za-z0-9._@-]*")).isPresent()) {
            throw new Failure(ExitCode.USAGE, "--user: '" + user.orElse("") + "' is no user name");
        }
        Path folder = bench.world().home().resolve(".ssh");
        Path target = file.orElse(folder.resolve("sallyport.conf")).toAbsolutePath();
        List<NodeEntry> nodes =
                new NodeList(bench.connect(options).api())
                        .all().stream().map(NodeList.Described::entry).toList();
        SshConfig config = new SshConfig(bench.world().desk().launcher(), options.flags());
        boolean changed = write(target, config.file(nodes, user));
        Path main = folder.resolve("config");
        String include = "Include " + quoted(target);
        boolean included = read(main).lines().map(String::strip).anyMatch(include::equals);
        if (!included && install) {
            // In front of all: behind a Host line it would count for that host only.
            write(main, include + "\n" + read(main));
            included = true;
        }
        tell(target, nodes.size(), changed, included ? Optional.empty() : Optional.of(include));
        return 0;
    }

    private void tell(Path target, int count, boolean changed, Optional<String> missing) {
        if (options.json()) {
            bench.report()
                    .json(
                            Api.request()
                                    .put("file", target.toString())
                                    .put("nodes", count)
                                    .put("changed", changed)
                                    .put("included", missing.isEmpty()));
            return;
        }
        bench.report()
                .note(target + ": " + count + " nodes" + (changed ? "" : ", nothing has changed"));
        missing.ifPresent(include ->
                bench.report()
                        .note(
                                "ssh does not read it yet: --install, or put this line first into"
                                        + " ~/.ssh/config: "
                                        + include));
    }

    private static String quoted(Path path) {
        return path.toString().contains(" ") ? "\"" + path + "\"" : path.toString();
    }

    private static String read(Path path) throws IOException {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException _) {
            return "";
        }
    }

    /// Puts the file in place whole, readable by its owner only; false if it was so already.
    private static boolean write(Path path, String content) throws IOException {
        if (read(path).equals(content)) {
            return false;
        }
        Path folder = path.resolveSibling("");
        if (Files.notExists(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        // A config that is a link into a user's dotfiles stays one.
        Path real = Files.exists(path) ? path.toRealPath() : path;
        Path fresh = Files.createTempFile(real.resolveSibling(""), ".sallyport", "");
        Files.writeString(fresh, content);
        Files.move(fresh, real, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }
}
