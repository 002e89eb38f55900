package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sallyport wait`.
@Command(
        name = "wait",
        header = "Wait until a node is online.",
        description = {
            "NODE is a node's id (mi-...), its i- twin, its Name tag or its computer name. It need"
                    + " not be registered yet."
        },
        footer = {
            "",
            "JSON: {id, name, status}",
            "",
            "Example:",
            "  sallyport wait web-1 --timeout 10m && sallyport exec web-1 -- uptime"
        })
final class WaitCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Parameters(paramLabel = "NODE", description = "Which node.")
    private String node = "";

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = DurationText.class,
            description = "How long at most, such as 90s or 10m (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofMinutes(5);

    WaitCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() throws InterruptedException {
        NodeList list = new NodeList(bench.connect(options).api());
        World.Clocks clocks = bench.world().clocks();
        long end = clocks.nanos().getAsLong() + timeout.toNanos();
        Optional<NodeEntry> found = look(list);
        while (found.filter(NodeEntry::online).isEmpty()) {
            if (clocks.nanos().getAsLong() - end >= 0) {
                throw late(found);
            }
            clocks.sleeper().sleep(PAUSE);
            found = look(list);
        }
        NodeEntry online = found.orElseThrow();
        if (options.json()) {
            bench.report()
                    .json(
                            Api.request()
                                    .put("id", online.id())
                                    .put("name", online.name())
                                    .put("status", "Online"));
        } else {
            bench.report().note(online.described() + " is online");
        }
        return 0;
    }

    private Optional<NodeEntry> look(NodeList list) {
        List<NodeEntry> nodes;
        try {
            nodes = list.all().stream().map(NodeList.Described::entry).toList();
        } catch (Failure failure) {
            if (failure.exit() == ExitCode.UNREACHABLE) {
                return Optional.empty(); // A server that starts is waited for like a node.
            }
            throw failure;
        }
        return switch (NodeNames.resolve(node, nodes)) {
            case NodeNames.Found(NodeEntry one) -> Optional.of(one);
            case NodeNames.Ambiguous(List<NodeEntry> some) ->
                    throw new Failure(
                            ExitCode.USAGE,
                            "'%s' could be any of %d nodes".formatted(node, some.size()),
                            "write more of the name, or the id");
            case NodeNames.Missing _, NodeNames.Similar _ -> Optional.empty();
        };
    }

    private Failure late(Optional<NodeEntry> found) {
        String time = DurationText.show(timeout);
        return found.map(one ->
                        new Failure(
                                ExitCode.NOT_CONNECTED,
                                one.described() + " is not online after " + time,
                                "look at the agent's log on the node"))
                .orElseGet(() ->
                        new Failure(
                                ExitCode.NOT_FOUND,
                                "there is no node '" + node + "' after " + time,
                                "sallyport nodes shows what there is"));
    }
}
