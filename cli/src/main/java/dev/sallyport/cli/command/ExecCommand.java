package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.output.Plain;
import dev.sallyport.cli.output.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport exec`.
@Command(
        name = "exec",
        header = "Run a command on one node or many.",
        synopsisHeading = "Usage: sallyport exec [OPTIONS] NODE... -- COMMAND [ARGUMENT...]%n",
        customSynopsis = "",
        description = {
            "NODE is a node's id (mi-...), its i- twin, its Name tag, its computer name, the beginning"
                    + " of one of these, or tag:KEY=VALUE for all with that tag that are online.",
            "",
            "Several words after -- are a program and its arguments, taken as they are. One word is a"
                    + " line for the node's shell: exec web-1 -- 'ls /var/log | wc -l'. The command"
                    + " has no terminal and no input; its two outputs stay apart.",
            "",
            "With several nodes every line begins with the node's name. Ctrl-C ends the sessions, and"
                    + " with them the commands.",
            "",
            "The exit code is the highest of the commands'; 255 stands for a node where the command"
                    + " could not be run."
        },
        footer = {
            "",
            "JSON: {\"results\": [{node, name, exit, stdout, stderr, truncated, error}]}",
            "",
            "Examples:",
            "  sallyport exec web-1 -- systemctl is-active nginx",
            "  sallyport exec tag:team=web --parallel 20 -- 'df -h / | tail -1'",
            "  sallyport exec web-1 web-2 --json -- uname -r | jq '.results[].stdout'"
        })
final class ExecCommand implements Callable<Integer> {
    private static final String[] COLOURS = {"36", "33", "35", "32", "34", "31"};

    private final Workbench bench;

    @Spec private final CommandSpec spec = CommandSpec.create();
    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Parameters(paramLabel = "NODE... -- COMMAND", hidden = true, description = "")
    private final List<String> words = new ArrayList<>();

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "10",
            description = "On how many nodes at a time (default: ${DEFAULT-VALUE}).")
    private int parallel;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the session.")
    private Optional<String> reason = Optional.empty();

    ExecCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<String> original = spec.commandLine().getParseResult().originalArgs();
        int nodesAndOptions = original.indexOf("--");
        int count = nodesAndOptions < 0 ? 0 : original.size() - nodesAndOptions - 1;
        if (count == 0 || count >= words.size()) {
            throw new ParameterException(
                    spec.commandLine(), "expected: NODE... -- COMMAND [ARGUMENT...]");
        }
        if (parallel < 1) {
            throw new ParameterException(spec.commandLine(), "--parallel: expected: at least 1");
        }
        int nodes = words.size() - count;
        Workbench.Connection connection = bench.connect(options);
        List<NodeEntry> targets = new Targets(bench, connection).all(words.subList(0, nodes));
        Execution execution =
                new Execution(
                        Sessions.of(bench, connection),
                        RemoteCommand.of(words.subList(nodes, words.size())),
                        reason);
        Map<NodeEntry, ExecOutput> outputs = outputs(targets);
        List<Execution.Result> results = runAll(execution, outputs);
        if (options.json()) {
            bench.report().json(json(results, outputs));
        }
        return results.stream().mapToInt(Execution.Result::exit).max().orElse(0);
    }

    private List<Execution.Result> runAll(Execution execution, Map<NodeEntry, ExecOutput> outputs)
            throws InterruptedException {
        List<Future<Execution.Result>> running = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(parallel)) {
            outputs.forEach(
                    (node, output) -> running.add(pool.submit(() -> run(execution, node, output))));
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

    private Execution.Result run(Execution execution, NodeEntry node, ExecOutput output)
            throws InterruptedException {
        Execution.Result result =
                execution.run(
                        node,
                        output,
                        text -> bench.report().note(Plain.text(node.shown() + ": " + text)));
        // With --json it stands in the document.
        if (!options.json()) {
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
                    options.json()
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

    private static ObjectNode json(
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
