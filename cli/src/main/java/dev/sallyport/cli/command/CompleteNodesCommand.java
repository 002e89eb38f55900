package dev.sallyport.cli.command;

import dev.sallyport.cli.outcome.Failure;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `sallyport complete-nodes`, which the completion script calls: names of nodes, one a line.
@Command(name = "complete-nodes", hidden = true, header = "List names for completion.")
final class CompleteNodesCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    CompleteNodesCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() {
        try {
            Workbench.Connection connection = bench.connect(options);
            NodeCache cache = bench.nodeCache(connection.settings());
            List<String> names =
                    cache.names()
                            .orElseGet(() ->
                                    cache.keep(
                                            new NodeList(connection.api())
                                                    .all().stream()
                                                            .map(NodeList.Described::entry)
                                                            .toList()));
            names.forEach(bench.report()::line);
        } catch (Failure _) {
            // Whoever is typing wants no error in between.
        }
        return 0;
    }
}
