package dev.sallyport.cli.command;

import dev.sallyport.cli.settings.Flags;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Settings for OpenSSH that lead to nodes through this program.
///
/// Only names that the account gave become hosts, and only without a dot: whoever may name a node
/// must not be able to stand in for a host of the Internet. What is no plain word could mean
/// something to OpenSSH and is left out.
final class SshConfig {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,254}");

    private final String launcher;
    private final Flags flags;

    SshConfig(String launcher, Flags flags) {
        this.launcher = launcher;
        this.flags = flags;
    }

    /// The command by which ssh reaches the node's port `%p`, for a shell, as ssh starts it.
    String proxyCommand(String id) {
        List<String> words = new ArrayList<>(List.of(launcher, "proxy"));
        option(words, "--endpoint-url", flags.endpointUrl());
        option(words, "--region", flags.region());
        option(words, "--profile", flags.profile());
        option(words, "--ca-bundle", flags.caBundle());
        words.add(id);
        return words.stream()
                        .map(RemoteCommand::quote)
                        .map(word -> word.replace("%", "%%"))
                        .collect(Collectors.joining(" "))
                + " %p";
    }

    private static void option(List<String> words, String name, Optional<String> value) {
        value.ifPresent(v -> words.addAll(List.of(name, v)));
    }

    /// A file to include, with one entry for each node.
    String file(List<NodeEntry> nodes, Optional<String> user) {
        StringBuilder file =
                new StringBuilder("# Made by `sallyport ssh-config sync`; changes are lost.\n");
        Set<String> taken = new HashSet<>(Set.of("localhost"));
        // Of several nodes of one name the first that is online gets it.
        Stream.concat(
                        nodes.stream().filter(NodeEntry::online),
                        nodes.stream().filter(node -> !node.online()))
                .filter(node -> HOST.matcher(node.id()).matches())
                .forEach(node -> {
                    String name = node.name();
                    boolean named = HOST.matcher(name).matches() && taken.add(name);
                    file.append("\nHost ").append(named ? name + " " : "").append(node.id());
                    file.append("\n    HostName ").append(node.id());
                    file.append("\n    HostKeyAlias ").append(node.id());
                    user.ifPresent(u -> file.append("\n    User ").append(u));
                    file.append("\n    ProxyCommand ").append(proxyCommand(node.id())).append('\n');
                });
        return file.toString();
    }
}
