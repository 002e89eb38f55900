package dev.sallyport.cli.command;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `sallyport exec`.
@Command(
        name = "exec",
        header = "Run a command on one node or many.",
        synopsisHeading =
                "Usage: sallyport exec [OPTIONS] NODE... -- COMMAND [ARGUMENT...]%n       sallyport exec [OPTIONS] --script FILE NODE... [-- ARGUMENT...]%n",
        customSynopsis = "",
        description = {
            "NODE is a node's id (mi-...), its i- twin, its Name tag, its computer name, the beginning"
                    + " of one of these, or tag:KEY=VALUE for all with that tag that are online.",
            "",
            "Several words after -- are a program and its arguments, taken as they are. One word is a"
                    + " line for the node's shell: exec web-1 -- 'ls /var/log | wc -l'. The command"
                    + " has no terminal and no input; its two outputs stay apart. With --script the"
                    + " text of a file is run by the node's sh, and the words after -- are its"
                    + " arguments. Commands and scripts are kept in the server's trail, so put no"
                    + " secrets into them.",
            "",
            "With several nodes every line begins with the node's name. Ctrl-C ends the sessions, and"
                    + " with them the commands.",
            "",
            "The exit code is the highest of the commands'; 255 stands for a node where the command"
                    + " could not be run, 124 for one where --timeout ended it."
        },
        footer = {
            "",
            "JSON: {\"results\": [{node, name, exit, stdout, stderr, truncated, error}]}",
            "",
            "Examples:",
            "  sallyport exec web-1 -- systemctl is-active nginx",
            "  sallyport exec tag:team=web --parallel 20 -- 'df -h / | tail -1'",
            "  sallyport exec web-1 web-2 --json -- uname -r | jq '.results[].stdout'",
            "  sallyport exec tag:team=web --parallel 1 --fail-fast --script upgrade.sh -- 2.4.1",
            "  sallyport exec web-1 --timeout 30s --script - < check.sh"
        })
final class ExecCommand implements Callable<Integer> {
    // A parameter of a document has at most so many characters.
    private static final int LONGEST_SCRIPT = 60_000;

    private final Workbench bench;

    @Spec private final CommandSpec spec = CommandSpec.create();
    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Parameters(paramLabel = "NODE... -- COMMAND", hidden = true, description = "")
    private final List<String> words = new ArrayList<>();

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description = "Run the text of this file (- is standard input) with sh.")
    private Optional<String> script = Optional.empty();

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "10",
            description = "On how many nodes at a time (default: ${DEFAULT-VALUE}).")
    private int parallel;

    @Option(
            names = "--fail-fast",
            description =
                    "When the command has failed on a node, begin on no more. Where it runs, it"
                            + " runs to its end.")
    private boolean failFast;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "How long the command may run on a node, such as 30s or 10m.")
    private Optional<Duration> timeout = Optional.empty();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the session.")
    private Optional<String> reason = Optional.empty();

    ExecCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int nodes = nodes();
        String command = command(words.subList(nodes, words.size()));
        Workbench.Connection connection = bench.connect(options);
        List<NodeEntry> targets = new Targets(bench, connection).all(words.subList(0, nodes));
        Execution execution =
                new Execution(Sessions.of(bench, connection), command, reason, timeout);
        Fanout fanout = new Fanout(bench, execution, options.json());
        List<Execution.Result> results = fanout.run(targets, parallel, failFast);
        fanout.tell(results);
        return results.stream().mapToInt(Execution.Result::exit).max().orElse(0);
    }

    /// How many of the words are nodes.
    private int nodes() {
        List<String> original = spec.commandLine().getParseResult().originalArgs();
        int dashes = original.indexOf("--");
        int count = dashes < 0 ? 0 : original.size() - dashes - 1;
        if ((count == 0 && script.isEmpty()) || count >= words.size()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected: NODE... -- COMMAND [ARGUMENT...], or --script FILE NODE...");
        }
        if (parallel < 1) {
            throw new ParameterException(spec.commandLine(), "--parallel: expected: at least 1");
        }
        return words.size() - count;
    }

    private String command(List<String> behind) throws IOException {
        if (script.isEmpty()) {
            return RemoteCommand.of(behind);
        }
        String file = script.orElseThrow();
        byte[] text;
        try (InputStream in =
                file.equals("-")
                        ? bench.world().streams().rawIn()
                        : Files.newInputStream(Path.of(file))) {
            text = in.readNBytes(LONGEST_SCRIPT + 1);
        }
        if (text.length > LONGEST_SCRIPT || text.length == 0) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--script: %s has %s (expected: 1 to %d bytes)"
                            .formatted(
                                    file,
                                    text.length == 0 ? "nothing in it" : "more",
                                    LONGEST_SCRIPT));
        }
        return RemoteCommand.script(new String(text, StandardCharsets.UTF_8), behind);
    }
}
