package dev.sallyport.server;

import dev.sallyport.server.config.Config;
import dev.sallyport.server.config.ConfigOutcome;
import dev.sallyport.server.config.ConfigReader;
import dev.sallyport.server.config.Setting;
import dev.sallyport.server.config.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `sallyport server`: starts the server and waits for its end.
///
/// Exit status: 0 after a clean end, 1 when the start failed, 2 when the settings are wrong.
@Command(
        name = "sallyport server",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Runs the Sallyport server until it gets SIGTERM or Ctrl-C.",
        footer = {
            "",
            "The first start in a data directory makes an account with one administrator key and",
            "shows the key once. Every setting can also stand in a TOML file or in the environment;",
            "'sallyport server settings' lists them.",
            "",
            "Exit status: 0 ended cleanly, 1 could not start, 2 wrong settings."
        })
public final class Main implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "a TOML file with settings")
    private @Nullable Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "data-dir (default: .sallyport)")
    private @Nullable String data;

    @Option(names = "--address", paramLabel = "IP", description = "listen.address (0.0.0.0)")
    private @Nullable String address;

    @Option(names = "--port", paramLabel = "N", description = "listen.port (8443; 0 picks one)")
    private @Nullable String port;

    @Option(
            names = "--plain-port",
            paramLabel = "N",
            description = "listen.plain-port: HTTP on loopback only (off)")
    private @Nullable String plainPort;

    @Option(names = "--region", paramLabel = "NAME", description = "region (us-east-1)")
    private @Nullable String region;

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            description = "tls.domain: adds NAME and its wildcards to the own certificate")
    private @Nullable String domain;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "any setting by its key; may be repeated")
    private Map<String, String> more = new LinkedHashMap<>();

    @Option(
            names = "--first-start",
            paramLabel = "FILE",
            description =
                    "write the new account's key and an activation to FILE (mode 0600, JSON)"
                            + " instead of showing the key")
    private @Nullable Path firstStart;

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "write FILE (JSON) once the server answers")
    private @Nullable Path readyFile;

    Main() {}

    /// Runs the program and leaves with its status.
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler(Main::explain);
        System.exit(line.execute(arguments));
    }

    // A start that fails is an operator's affair: one line that says what and why, no stack.
    private static int explain(Exception fault, CommandLine line, CommandLine.ParseResult result) {
        line.getErr().println("sallyport server: " + reason(fault));
        return 1;
    }

    private static String reason(Throwable fault) {
        String own =
                Optional.ofNullable(fault.getMessage()).orElse(fault.getClass().getSimpleName());
        Throwable cause = fault.getCause();
        return cause == null ? own : own + " (" + reason(cause) + ")";
    }

    @Override
    public Integer call() throws Exception {
        return switch (read()) {
            case ConfigOutcome.Faulty(var faults) -> {
                err().println("sallyport server: the settings are wrong:");
                faults.forEach(fault -> err().println("  " + fault.line()));
                yield 2;
            }
            case ConfigOutcome.Valid(Config valid) -> run(valid);
        };
    }

    private ConfigOutcome read() {
        Map<String, String> flags = new LinkedHashMap<>(more);
        putIfSaid(flags, "data-dir", data);
        putIfSaid(flags, "listen.address", address);
        putIfSaid(flags, "listen.port", port);
        putIfSaid(flags, "listen.plain-port", plainPort);
        putIfSaid(flags, "region", region);
        putIfSaid(flags, "tls.domain", domain);
        return ConfigReader.read(Optional.ofNullable(config), System.getenv(), flags);
    }

    private static void putIfSaid(Map<String, String> flags, String key, @Nullable String value) {
        if (value != null) {
            flags.put(key, value);
        }
    }

    private int run(Config valid) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    ended.countDown();
                                    awaitQuietly(stopped);
                                },
                                "stop"));
        try (Running server = Wiring.start(valid)) {
            new FirstWords(server, out()).say(Optional.ofNullable(firstStart));
            if (readyFile != null) {
                FirstWords.writeReady(server, readyFile);
            }
            awaitQuietly(ended);
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Lists every setting.
    @Command(
            name = "settings",
            mixinStandardHelpOptions = true,
            description = "Lists every setting with its default, form and environment variable.")
    int settings() {
        List<Setting> all = Settings.all();
        for (Setting setting : all) {
            out().printf(
                            "%s%s%n    %s%n    %s; environment: %s%n",
                            setting.key(),
                            setting.fallback().isEmpty() ? "" : " = " + setting.fallback(),
                            setting.help(),
                            setting.form(),
                            setting.variable());
        }
        out().flush();
        return 0;
    }

    /// Replaces the administrator's key.
    @Command(
            name = "new-admin-key",
            mixinStandardHelpOptions = true,
            description = "Replaces the administrator's key and shows the new one once.")
    int newAdminKey(
            @Option(names = "--data", paramLabel = "DIR", required = true) String directory) {
        Config valid =
                switch (ConfigReader.read(
                        Optional.empty(), Map.of(), Map.of("data-dir", directory))) {
                    case ConfigOutcome.Valid(Config it) -> it;
                    case ConfigOutcome.Faulty(var faults) ->
                            throw new IllegalArgumentException(faults.getFirst().line());
                };
        FirstWords.showKey(Wiring.replaceAdminKey(valid), out());
        return 0;
    }

    private PrintWriter out() {
        return java.util.Objects.requireNonNull(spec).commandLine().getOut();
    }

    private PrintWriter err() {
        return java.util.Objects.requireNonNull(spec).commandLine().getErr();
    }
}
