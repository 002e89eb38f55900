package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.output.Plain;
import dev.sallyport.cli.output.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// One command on many nodes, some at a time, and what becomes of its outputs.
final class Fanout {
    private static final String[] COLOURS = {"36", "33", "35", "32", "34", "31"};

    private final Workbench bench;
    private final Execution execution;
    private final boolean json;
    private final AtomicBoolean failed = new AtomicBoolean();
    private Map<NodeEntry, ExecOutput> outputs = Map.of();

    Fanout(Workbench bench, Execution execution, boolean json) {
        this.bench = bench;
        this.execution = execution;
        this.json = json;
    }

    /// Blocks until it has ended everywhere.
    List<Execution.Result> run(List<NodeEntry> nodes, int parallel, boolean failFast)
            throws InterruptedException {
        outputs = outputs(nodes);
        List<Future<Execution.Result>> running = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(parallel)) {
            outputs.forEach((node, output) ->
                    running.add(
                            pool.submit(() ->
                                    failFast && failed.get()
                                            ? notBegun(node)
                                            : run(node, output))));
        }
        List<Execution.Result> results = new ArrayList<>();
        for (Future<Execution.Result> each : running) {
            try {
                results.add(each.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("an execution does not fail so", e);
            }
        }
        return results;
    }

    private static Execution.Result notBegun(NodeEntry node) {
        return new Execution.Result(
                node,
                Execution.NOT_RUN,
                Optional.of(
                        new Failure(ExitCode.FAILED, "not begun, for it has failed elsewhere")));
    }

    private Execution.Result run(NodeEntry node, ExecOutput output) throws InterruptedException {
        Execution.Result result =
                execution.run(
                        node,
                        output,
                        text -> bench.report().note(Plain.text(node.shown() + ": " + text)));
        if (result.exit() != 0) {
            failed.set(true);
        }
        // With --json it stands in the document.
        if (!json) {
            result.failure().ifPresent(failure -> tell(node, failure));
        }
        return result;
    }

    private void tell(NodeEntry node, Failure failure) {
        bench.report()
                .failure(
                        new Failure(
                                failure.exit(),
                                node.shown() + ": " + failure.text(),
                                failure.hint()),
                        false);
    }

    /// The document, or where it failed if there was more than one place.
    void tell(List<Execution.Result> results) {
        if (json) {
            bench.report().json(document(results, outputs));
            return;
        }
        List<Execution.Result> bad = results.stream().filter(each -> each.exit() != 0).toList();
        if (results.size() > 1 && !bad.isEmpty()) {
            bench.report()
                    .note(
                            "failed on %d of %d nodes: %s"
                                    .formatted(
                                            bad.size(),
                                            results.size(),
                                            bad.stream()
                                                    .map(Fanout::shown)
                                                    .collect(Collectors.joining(", "))));
        }
    }

    private static String shown(Execution.Result result) {
        return Plain.text(result.node().shown()) + " (" + result.exit() + ")";
    }

    private Map<NodeEntry, ExecOutput> outputs(List<NodeEntry> nodes) {
        World.Streams streams = bench.world().streams();
        boolean outColoured = coloured(bench.world().terminal().isOutputTerminal());
        boolean errColoured = coloured(bench.world().terminal().isErrorTerminal());
        int width = nodes.stream().mapToInt(node -> node.shown().length()).max().orElse(0);
        Object lock = new Object();
        Map<NodeEntry, ExecOutput> outputs = new LinkedHashMap<>();
        for (NodeEntry node : nodes) {
            String name = Plain.text(("%-" + width + "s").formatted(node.shown()));
            String colour = COLOURS[outputs.size() % COLOURS.length];
            outputs.put(
                    node,
                    json
                            ? new KeptOutput()
                            : nodes.size() == 1
                                    ? new RawOutput(streams)
                                    : new PrefixedOutput(
                                            streams,
                                            lock,
                                            prefix(name, colour, outColoured),
                                            prefix(name, colour, errColoured)));
        }
        return outputs;
    }

    private boolean coloured(boolean terminal) {
        return Style.of(terminal, bench.world().environment()).coloured();
    }

    private static String prefix(String name, String colour, boolean coloured) {
        return coloured ? "\033[" + colour + "m" + name + " |\033[0m " : name + " | ";
    }

    private static ObjectNode document(
            List<Execution.Result> results, Map<NodeEntry, ExecOutput> outputs) {
        ObjectNode document = Api.request();
        var list = document.putArray("results");
        for (Execution.Result result : results) {
            ObjectNode entry = list.addObject();
            entry.put("node", result.node().id());
            entry.put("name", result.node().name());
            entry.put("exit", result.exit());
            if (outputs.get(result.node()) instanceof KeptOutput kept) {
                entry.put("stdout", kept.output());
                entry.put("stderr", kept.errors());
                entry.put("truncated", kept.isTruncated());
            }
            entry.put("error", result.failure().map(Failure::text).orElse(""));
        }
        return document;
    }
}
