package dev.sallyport.cli.command;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.output.Style;
import dev.sallyport.cli.output.Table;
import dev.sallyport.protocol.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The nodes that arguments name.
final class Targets {
    // Enough to choose from, few enough to read.
    private static final int MOST_SHOWN = 10;
    private static final String SHOWN_BY = "sallyport nodes shows what there is";
    private static final String MORE_OF_THE_NAME = "write more of the name, or the id";

    private final Workbench bench;
    private final Workbench.Connection connection;

    Targets(Workbench bench, Workbench.Connection connection) {
        this.bench = bench;
        this.connection = connection;
    }

    /// The id of one node. A whole id needs no look-up, so that callers who may not list nodes can
    /// reach theirs.
    String one(String wanted) {
        return NodeId.isNodeId(wanted) ? wanted : find(wanted).id();
    }

    /// One node with all that is known of it.
    NodeEntry find(String wanted) {
        List<NodeEntry> nodes = nodes();
        if (wanted.isEmpty()) {
            if (!canPick()) {
                throw new Failure(ExitCode.USAGE, "which node?", "sallyport nodes shows them");
            }
            return pick("Which node?", nodes);
        }
        return switch (NodeNames.resolve(wanted, nodes)) {
            case NodeNames.Found(NodeEntry node) -> node;
            case NodeNames.Missing(List<String> suggestions) -> throw missing(wanted, suggestions);
            case NodeNames.Ambiguous(List<NodeEntry> matching) -> {
                if (!canPick()) {
                    throw ambiguous(wanted, matching);
                }
                yield pick(wanted + " is any of these", matching);
            }
            case NodeNames.Similar(List<NodeEntry> similar) -> similar(wanted, similar);
        };
    }

    /// Several nodes, each once. `tag:KEY=VALUE` means all that are online of those with the tag.
    List<NodeEntry> all(List<String> wanted) {
        List<NodeEntry> nodes = wanted.stream().allMatch(NodeId::isNodeId) ? List.of() : nodes();
        Set<NodeEntry> found = new LinkedHashSet<>();
        for (String each : wanted) {
            if (NodeId.isNodeId(each)) {
                found.add(new NodeEntry(each, "", "", true));
            } else if (NodeNames.isTag(each)) {
                List<NodeEntry> tagged =
                        NodeNames.tagged(each, nodes).stream().filter(NodeEntry::online).toList();
                if (tagged.isEmpty()) {
                    throw new Failure(
                            ExitCode.NOT_FOUND, "no node with " + each + " is online", SHOWN_BY);
                }
                found.addAll(tagged);
            } else {
                found.add(exact(each, nodes));
            }
        }
        return new ArrayList<>(found);
    }

    // A command must not run on a node that merely sounds like the one that was meant.
    private static NodeEntry exact(String wanted, List<NodeEntry> nodes) {
        return switch (NodeNames.resolve(wanted, nodes)) {
            case NodeNames.Found(NodeEntry node) -> node;
            case NodeNames.Missing(List<String> suggestions) -> throw missing(wanted, suggestions);
            case NodeNames.Ambiguous(List<NodeEntry> some) -> throw ambiguous(wanted, some);
            case NodeNames.Similar(List<NodeEntry> some) -> throw onlySimilar(wanted, some);
        };
    }

    private List<NodeEntry> nodes() {
        List<NodeEntry> nodes =
                new NodeList(connection.api())
                        .all().stream().map(NodeList.Described::entry).toList();
        bench.nodeCache(connection.settings()).keep(nodes);
        return nodes;
    }

    private boolean canPick() {
        return bench.world().terminal().isInputTerminal()
                && bench.world().terminal().isErrorTerminal();
    }

    private NodeEntry similar(String wanted, List<NodeEntry> similar) {
        if (!canPick()) {
            throw onlySimilar(wanted, similar);
        }
        if (similar.size() > 1) {
            return pick("like " + wanted, similar);
        }
        NodeEntry only = similar.getFirst();
        bench.report().note("node " + only.described());
        return only;
    }

    private NodeEntry pick(String title, List<NodeEntry> nodes) {
        Table table = new Table("NAME", "ID", "STATUS", "COMPUTER", "TAGS");
        nodes.forEach(node ->
                table.row(
                        node.name(),
                        node.id(),
                        node.online() ? "Online" : "offline",
                        node.computerName(),
                        tags(node)));
        List<String> rows = table.lines(new Style(false));
        int chosen =
                bench.world()
                        .desk()
                        .picker()
                        .pick(title, rows.subList(1, rows.size()), "")
                        .orElseThrow(() -> new Failure(ExitCode.INTERRUPTED, "no node chosen"));
        return nodes.get(chosen);
    }

    private static String tags(NodeEntry node) {
        return node.tags().entrySet().stream()
                .filter(tag -> !tag.getKey().equals("Name"))
                .sorted(Map.Entry.comparingByKey())
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining(" "));
    }

    private static Failure missing(String wanted, List<String> suggestions) {
        return new Failure(
                ExitCode.NOT_FOUND,
                "there is no node '" + wanted + "'",
                suggestions.isEmpty()
                        ? SHOWN_BY
                        : "did you mean " + String.join(" or ", suggestions) + "?");
    }

    private static Failure ambiguous(String wanted, List<NodeEntry> nodes) {
        return new Failure(
                ExitCode.USAGE,
                "'%s' could be any of %d nodes: %s".formatted(wanted, nodes.size(), listed(nodes)),
                MORE_OF_THE_NAME);
    }

    private static Failure onlySimilar(String wanted, List<NodeEntry> nodes) {
        return new Failure(
                ExitCode.NOT_FOUND,
                "there is no node '%s', only names like it: %s".formatted(wanted, listed(nodes)),
                MORE_OF_THE_NAME);
    }

    private static String listed(List<NodeEntry> nodes) {
        String some =
                nodes.stream()
                        .limit(MOST_SHOWN)
                        .map(NodeEntry::described)
                        .collect(Collectors.joining(", "));
        return nodes.size() > MOST_SHOWN ? some + ", …" : some;
    }
}
