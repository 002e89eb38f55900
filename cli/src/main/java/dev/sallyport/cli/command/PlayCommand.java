package dev.sallyport.cli.command;

import dev.sallyport.audit.recording.CopiedFile;
import dev.sallyport.audit.recording.MalformedRecordingException;
import dev.sallyport.audit.recording.RecordingEvent;
import dev.sallyport.audit.recording.RecordingHeader;
import dev.sallyport.audit.recording.RecordingReader;
import dev.sallyport.cli.api.Api;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.output.Plain;
import dev.sallyport.cli.play.Digest;
import dev.sallyport.cli.play.FileLines;
import dev.sallyport.cli.play.Pace;
import dev.sallyport.cli.play.Player;
import dev.sallyport.cli.terminal.Terminal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `sallyport play`.
@Command(
        name = "play",
        header = "Replay a recorded session.",
        description = {
            "SESSION is a session's id, or a recording file. A session that still runs is shown up"
                    + " to now.",
            "",
            "On a terminal, sequences that could make it answer, or reach the clipboard, are left"
                    + " out, since whoever printed them may have meant them for you; --raw-escapes"
                    + " lets them through. --text writes every byte the screen got, unchanged and"
                    + " at once: send it to a file or a pager."
        },
        footer = {
            "",
            "JSON: {session, node, owner, document, started, duration, outputBytes, events}",
            "",
            "Examples:",
            "  sallyport play alice-3kq2vv6bq5hzj3c2q4n5x7y6a4 --speed 4 --idle-limit 1",
            "  sallyport play SESSION --text > transcript.txt"
        })
final class PlayCommand implements Callable<Integer> {
    private static final int BUFFER = 64 << 10;

    private final Workbench bench;

    @Mixin private final GlobalOptions options = new GlobalOptions();

    @Parameters(paramLabel = "SESSION", description = "A session's id, or a file.")
    private String source = "";

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many times as fast (default: ${DEFAULT-VALUE}).")
    private double speed = 1;

    @Option(
            names = "--idle-limit",
            paramLabel = "SECONDS",
            description = "Cut every rest to so many seconds (default: as it was).")
    private Optional<Double> idleLimit = Optional.empty();

    @Option(names = "--text", description = "Write what the screen got, byte for byte.")
    private boolean text;

    @Option(names = "--raw-escapes", description = "Do not filter what is sent to the terminal.")
    private boolean rawEscapes;

    PlayCommand(Workbench bench) {
        this.bench = bench;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Pace pace = pace();
        try (RecordingReader recording = open()) {
            if (options.json()) {
                bench.report().json(summary(recording));
            } else if (recording.header().content()
                    instanceof RecordingHeader.Content.Opaque(Optional<String> target)) {
                bench.report().line(connection(recording, target.orElse("a target unknown")));
            } else if (recording.header().content()
                    instanceof RecordingHeader.Content.Files files) {
                files(recording, files);
            } else if (text) {
                OutputStream out =
                        new BufferedOutputStream(bench.world().streams().rawOut(), BUFFER);
                new Player(recording, out).transcript();
            } else {
                show(recording, pace);
            }
        } catch (MalformedRecordingException e) {
            throw new Failure(ExitCode.FAILED, "this is no sound recording: " + e.getMessage());
        }
        return 0;
    }

    private void show(RecordingReader recording, Pace pace)
            throws IOException, MalformedRecordingException, InterruptedException {
        World world = bench.world();
        Player player = new Player(recording, world.streams().rawOut());
        if (!world.terminal().isOutputTerminal()) {
            player.show(pace, clock(world.clocks()), rawEscapes);
            return;
        }
        try (Terminal.Handle _ = world.terminal().onInterrupt(player::tidy)) {
            player.show(pace, clock(world.clocks()), rawEscapes);
        } finally {
            player.tidy();
        }
    }

    private static Player.Clock clock(World.Clocks clocks) {
        return new Player.Clock() {
            @Override
            public long nanos() {
                return clocks.nanos().getAsLong();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                clocks.sleeper().sleep(duration);
            }
        };
    }

    private Pace pace() {
        boolean sound = speed > 0 && speed <= 10_000;
        double limit = idleLimit.orElse(365.0 * 24 * 3600);
        if (!sound || !(limit >= 0) || limit > 1e9) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--speed must be above 0 and up to 10000, --idle-limit 0 seconds or more");
        }
        return new Pace(speed, Duration.ofNanos((long) (limit * 1e9)));
    }

    private RecordingReader open() throws IOException, MalformedRecordingException {
        Path file = Path.of(source);
        if (Files.isRegularFile(file)) {
            return RecordingReader.open(Files.newInputStream(file));
        }
        if (source.contains("/")) {
            throw new Failure(ExitCode.NOT_FOUND, "there is no file '" + source + "'");
        }
        InputStream stream = new RecordingStream(bench.connect(options).api(), source);
        return RecordingReader.open(stream);
    }

    private static ObjectNode summary(RecordingReader recording)
            throws IOException, MalformedRecordingException {
        RecordingHeader header = recording.header();
        Digest digest = Digest.of(recording);
        ObjectNode json = Api.request();
        json.put("session", header.session().value());
        json.put("node", header.node().value());
        json.put("owner", header.owner());
        json.put("document", header.document());
        json.put("started", header.start().toString());
        json.put("duration", digest.lasted().toNanos() / 1e9);
        switch (header.content()) {
            case RecordingHeader.Content.Terminal() -> {
                json.put("content", "terminal");
                json.put("outputBytes", digest.outputBytes());
            }
            case RecordingHeader.Content.Ssh() -> {
                json.put("content", "ssh");
                json.put("outputBytes", digest.outputBytes());
            }
            case RecordingHeader.Content.Files(String direction, String path) -> {
                json.put("content", "files");
                json.put("direction", direction);
                json.put("path", path);
            }
            case RecordingHeader.Content.Opaque(Optional<String> target) -> {
                json.put("content", "opaque");
                target.ifPresent(it -> json.put("target", it));
                json.put("downBytes", digest.downBytes());
                json.put("upBytes", digest.upBytes());
            }
        }
        json.put("events", digest.events());
        return json;
    }

    /// What became of each file, a line for each.
    private void files(RecordingReader recording, RecordingHeader.Content.Files files)
            throws IOException, MalformedRecordingException {
        RecordingHeader header = recording.header();
        bench.report()
                .line(
                        "content: files\n%s: %s of %s at %s (%s)"
                                .formatted(
                                        header.owner(),
                                        files.direction(),
                                        Plain.text(files.path()),
                                        header.node(),
                                        header.start()));
        for (Optional<RecordingEvent> event = recording.next();
                event.isPresent();
                event = recording.next()) {
            switch (event.orElseThrow()) {
                case RecordingEvent.Copied(Duration at, CopiedFile file) ->
                        bench.report().line(seconds(at) + FileLines.of(file));
                case RecordingEvent.Marker(Duration at, String text) ->
                        bench.report().line(seconds(at) + Plain.text(text));
                default -> {
                    // The handshake, and what else belongs to the session and to no file.
                }
            }
        }
    }

    private static String seconds(Duration at) {
        return String.format(Locale.ROOT, "%8.3f  ", at.toMillis() / 1e3);
    }

    /// There is nothing to be seen of a forwarded port but that it was one.
    private static String connection(RecordingReader recording, String target)
            throws IOException, MalformedRecordingException {
        RecordingHeader header = recording.header();
        Digest digest = Digest.of(recording);
        return String.format(
                Locale.ROOT,
                "content: opaque%n%s forwarded a port of %s to %s (%s)%n"
                        + "%s to %s, %d bytes down, %d bytes up",
                header.owner(),
                header.node(),
                target,
                header.document(),
                header.start(),
                header.start().plus(digest.lasted()),
                digest.downBytes(),
                digest.upBytes());
    }
}
