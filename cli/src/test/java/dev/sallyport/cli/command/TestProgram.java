package dev.sallyport.cli.command;

import dev.sallyport.cli.pick.Picker;
import dev.sallyport.cli.terminal.FakeTerminal;
import dev.sallyport.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// The whole program with streams in memory, at noon.
final class TestProgram {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();
    private final Path home;
    private Terminal terminal = FakeTerminal.none();
    private Picker picker =
            (_, _, _) -> {
                throw new AssertionError("nothing is to be picked");
            };
    private World.Programs programs =
            command -> {
                throw new AssertionError("nothing is to be run: " + command);
            };
    private String input = "";

    TestProgram(String endpoint, Path home) {
        this.home = home;
        environment.put("AWS_ENDPOINT_URL", endpoint);
        environment.put("AWS_REGION", "local");
        environment.put("AWS_ACCESS_KEY_ID", FakeServer.KEY);
        environment.put("AWS_SECRET_ACCESS_KEY", FakeServer.SECRET);
    }

    /// Without keys and server in the environment: those in the files count.
    void forget(String... variables) {
        environment.keySet().removeAll(List.of(variables));
    }

    void picker(Picker other) {
        picker = other;
    }

    void programs(World.Programs others) {
        programs = others;
    }

    void environment(String name, String value) {
        environment.put(name, value);
    }

    void input(String text) {
        input = text;
    }

    void terminal(Terminal other) {
        terminal = other;
    }

    /// On a thread of its own: the common pool may have one only, and the HTTP client wants that.
    CompletableFuture<Integer> runAside(String... arguments) {
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> exit.complete(run(arguments)));
        return exit;
    }

    int run(String... arguments) {
        World world =
                new World(
                        environment,
                        home,
                        new World.Streams(
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                                out),
                        new World.Clocks(
                                InstantSource.fixed(FakeServer.NOON), System::nanoTime, _ -> {}),
                        new SecureRandom(),
                        terminal,
                        new World.Desk(picker, programs, "/opt/sally port/bin/sallyport"),
                        "test");
        return new Program(world).run(arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
