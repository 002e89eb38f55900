package dev.sallyport.cli.command;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.util.List;

/// What is copied where, as the arguments say it: one side is on a node.
sealed interface CopySpec {
    /// @param path as it is written; empty for the home folder
    record Remote(String node, String path) {}

    record Up(List<String> sources, Remote target) implements CopySpec {}

    record Down(List<Remote> sources, String target) implements CopySpec {}

    static CopySpec of(List<String> sources, String target) {
        List<String> remote = sources.stream().filter(CopySpec::isRemote).toList();
        if (isRemote(target) && remote.isEmpty()) {
            return new Up(sources, remote(target));
        }
        if (!isRemote(target) && remote.size() == sources.size()) {
            List<Remote> all = sources.stream().map(CopySpec::remote).toList();
            if (all.stream().map(Remote::node).distinct().count() == 1) {
                return new Down(all, target);
            }
        }
        throw new Failure(
                ExitCode.USAGE,
                "exactly one side must be on a node, as NODE:PATH",
                "a file of this machine with a colon in its name is ./NAME");
    }

    private static boolean isRemote(String argument) {
        int colon = argument.indexOf(':');
        boolean tag = argument.startsWith("tag:");
        int slash = argument.indexOf('/');
        return colon > 0 && !tag && (slash < 0 || colon < slash);
    }

    private static Remote remote(String argument) {
        int colon = argument.indexOf(':');
        String path = argument.substring(colon + 1);
        return new Remote(argument.substring(0, colon), path.isEmpty() ? "~" : path);
    }

    /// The node that is named.
    default String node() {
        return switch (this) {
            case Up(_, Remote target) -> target.node();
            case Down(List<Remote> sources, _) -> sources.getFirst().node();
        };
    }
}
