package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.output.Plain;
import dev.sallyport.cli.port.LocalListener;
import dev.sallyport.cli.terminal.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport forward`.
@Command(
        name = "forward",
        header = "Forward ports of this machine to a node, or to hosts it reaches.",
        description = {
            NodeHelp.NODE,
            "",
            "WHAT is [HOST:]PORT[:LOCAL]: a port of the node, or of a HOST that the node can reach;"
                    + " IPv6 addresses stand in brackets. LOCAL is the port of this machine. Without"
                    + " it the same number is taken, or a free one if that is in use; 0 takes a free"
                    + " one. Only 127.0.0.1 is listened on.",
            "",
            "What is forwarded is printed when it can be connected to. A lost connection to the"
                    + " server is taken up again without losing a byte. When a session has ended (by"
                    + " idle time, say), the next connection starts another. Ctrl-C ends all of it."
        },
        footer = {
            "",
            "JSON, once all can be connected to: {\"node\": NODE, \"forwards\": [{local, port,"
                    + " target, session}]}",
            "",
            "Examples:",
            "  sallyport forward web-1 80:8080",
            "  sallyport forward web-1 22 db.internal:5432",
            "  sallyport forward web-1 3000:0 --json | jq -r '.forwards[0].local'"
        })
final class ForwardCommand implements Callable<Integer> {
    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Parameters(index = "0", paramLabel = "NODE", description = "Which node.")
    private String node = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "WHAT",
            description = "What to forward.")
    private final List<String> whats = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the session.")
    private Optional<String> reason = Optional.empty();

    private volatile boolean ending;

    ForwardCommand(Workbench bench) {
        this.bench = bench;
    }

    private record Planned(ForwardSpec spec, Forward forward) {}

    @Override
    public Integer call() throws InterruptedException {
        List<ForwardSpec> specs = whats.stream().map(ForwardSpec::parse).toList();
        Workbench.Connection connection = bench.connect(options);
        String id = new Targets(bench, connection).one(node);
        Sessions sessions = Sessions.of(bench, connection);
        CompletableFuture<Failure> failed = new CompletableFuture<>();
        List<Planned> all = new ArrayList<>();
        try (Terminal.Handle _ = bench.world().terminal().onInterrupt(() -> ending = true)) {
            for (ForwardSpec spec : specs) {
                Forward forward = plan(sessions, id, spec);
                all.add(new Planned(spec, forward));
                forward.start(failed::complete);
            }
            for (Planned each : all) {
                each.forward().awaitBegun();
            }
            if (!failed.isDone()) {
                show(id, all);
            }
            throw failed.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a forward cannot fail so", e);
        } finally {
            all.forEach(each -> each.forward().close());
        }
    }

    private Forward plan(Sessions sessions, String id, ForwardSpec spec) {
        LocalListener listener = listen(spec);
        Map<String, String> parameters = new LinkedHashMap<>();
        spec.host().ifPresent(host -> parameters.put("host", host));
        parameters.put("portNumber", Integer.toString(spec.port()));
        parameters.put("localPortNumber", Integer.toString(listener.port()));
        String document =
                spec.host().isPresent()
                        ? "AWS-StartPortForwardingSessionToRemoteHost"
                        : "AWS-StartPortForwardingSession";
        ObjectNode request = Sessions.request(id, document, parameters);
        reason.ifPresent(text -> request.put("Reason", text));
        String name = spec.shown(node);
        return new Forward(sessions, request, listener, text -> note(name, text));
    }

    private void note(String name, String text) {
        // Whoever ends it knows that it ends.
        if (!ending) {
            bench.report().note("[sallyport: " + name + ": " + Plain.text(text) + "]");
        }
    }

    private static LocalListener listen(ForwardSpec spec) {
        int wanted = spec.local().orElse(spec.port());
        try {
            return LocalListener.tcp(wanted);
        } catch (IOException e) {
            if (spec.local().isPresent()) {
                throw new Failure(
                        ExitCode.FAILED,
                        "cannot listen on 127.0.0.1:%d: %s".formatted(wanted, e.getMessage()),
                        "take another port, or 0 for a free one");
            }
        }
        try {
            return LocalListener.tcp(0);
        } catch (IOException e) {
            throw new Failure(ExitCode.FAILED, "cannot listen on 127.0.0.1: " + e.getMessage());
        }
    }

    private void show(String id, List<Planned> all) {
        if (!options.json()) {
            all.forEach(
                    each -> bench.report().line(local(each) + " -> " + each.spec().shown(node)));
            bench.report().note("Ctrl-C ends it.");
            return;
        }
        ObjectNode document = Api.request().put("node", id);
        for (Planned each : all) {
            document.withArray("forwards")
                    .addObject()
                    .put("local", local(each))
                    .put("port", each.forward().localPort())
                    .put("target", each.spec().shown(id))
                    .put("session", each.forward().sessionId());
        }
        bench.report().json(document);
    }

    private static String local(Planned each) {
        return "127.0.0.1:" + each.forward().localPort();
    }
}
