package dev.sallyport.cli.command;

import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.cli.channel.Ticket;
import dev.sallyport.cli.files.CopyGuest;
import dev.sallyport.cli.files.CopyReport;
import dev.sallyport.cli.files.ProgressBar;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.cli.output.Plain;
import dev.sallyport.protocol.files.FileDirection;
import dev.sallyport.protocol.files.NodePath;
import dev.sallyport.protocol.files.Verdict;
import dev.sallyport.protocol.files.Wish;
import dev.sallyport.transfer.CopyFailedException;
import dev.sallyport.transfer.LineLostException;
import dev.sallyport.transfer.Place;
import dev.sallyport.transfer.Receiver;
import dev.sallyport.transfer.Sender;
import dev.sallyport.transfer.Source;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// Copies in one session after another: each path of a node's has a session of its own, and so has
/// each new try after a loss.
final class CopyJob {
    static final String DOCUMENT = "Sallyport-CopyFiles";
    private static final int TRIES = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    /// How it is asked for.
    record Options(Set<Wish> wishes, boolean json, Optional<String> reason) {
        boolean has(Wish wish) {
            return wishes.contains(wish);
        }
    }

    private final Workbench bench;
    private final Workbench.Connection connection;
    private final Options options;
    private final CopyReport report;

    CopyJob(Workbench bench, Workbench.Connection connection, Options options) {
        this.bench = bench;
        this.connection = connection;
        this.options = options;
        this.report = report(bench, options);
    }

    private static CopyReport report(Workbench bench, Options options) {
        World world = bench.world();
        PrintStream err = world.streams().err();
        boolean dry = options.has(Wish.DRY_RUN);
        boolean shown = world.terminal().isErrorTerminal() && !options.json() && !dry;
        return new CopyReport(
                new CopyReport.Ways(
                        options.json() ? Optional.of(bench.report()::line) : Optional.empty(),
                        shown
                                ? Optional.of(new ProgressBar(err, world.clocks().nanos()))
                                : Optional.empty(),
                        options.json() ? _ -> {} : text -> bench.report().note("error: " + text),
                        dry && !options.json()
                                ? Optional.of(bench.report()::line)
                                : Optional.empty()),
                world.clocks().nanos());
    }

    /// Copies all of it, and gives the exit code.
    int run(CopySpec spec) throws InterruptedException {
        String node = new Targets(bench, connection).one(spec.node());
        switch (spec) {
            case CopySpec.Up(List<String> sources, CopySpec.Remote target) ->
                    copy(node, FileDirection.UPLOAD, target.path(), line(sources, target.path()));
            case CopySpec.Down(List<CopySpec.Remote> sources, String target) -> {
                boolean into = sources.size() > 1 || target.endsWith("/");
                for (CopySpec.Remote source : sources) {
                    copy(node, FileDirection.DOWNLOAD, source.path(), line(target, into));
                }
            }
        }
        String sentence = report.finish();
        if (bench.world().terminal().isErrorTerminal() && !options.json()) {
            bench.report().note(sentence);
        }
        return exitCode().code();
    }

    /// What one try does, given what is wished this time.
    private interface Try {
        CopyGuest.Work with(Set<Wish> wishes);
    }

    private Try line(List<String> sources, String target) {
        boolean into = sources.size() > 1 || target.endsWith("/");
        return wishes ->
                line -> {
                    Set<Wish> all = into(wishes, into);
                    Sender.upload(line, sources(sources, all), all, report);
                };
    }

    private Try line(String target, boolean into) {
        return wishes ->
                line -> {
                    Set<Wish> all = into(wishes, into);
                    Place place = Place.ofOwn(path(target));
                    Receiver.download(line, new Receiver.Task(place, all, true, this::id), report);
                };
    }

    private UUID id() {
        return new UUID(bench.world().random().nextLong(), bench.world().random().nextLong());
    }

    private static Set<Wish> into(Set<Wish> wishes, boolean into) {
        Set<Wish> all = EnumSet.noneOf(Wish.class);
        all.addAll(wishes);
        if (into && !wishes.contains(Wish.SYNC)) {
            all.add(Wish.INTO);
        }
        return all;
    }

    private static Path path(String text) {
        return Path.of(text.isEmpty() ? "." : text);
    }

    private static List<Source> sources(List<String> names, Set<Wish> wishes)
            throws CopyFailedException {
        List<Source> sources = new ArrayList<>();
        try {
            for (String name : names) {
                Path path = path(name);
                sources.add(Source.of(Place.ofOwn(path), shown(path), wishes));
            }
            return sources;
        } catch (CopyFailedException e) {
            sources.forEach(source -> source.place().close());
            throw e;
        }
    }

    /// What it is called on the way: `.` and `..` are no names.
    private static String shown(Path path) {
        try {
            Path last = path.getFileName();
            boolean named = last != null && !last.toString().isEmpty();
            boolean dots = named && (last.toString().equals(".") || last.toString().equals(".."));
            Path whole = named && !dots ? path : path.toRealPath();
            Path name = whole.getFileName();
            return name == null ? "root" : name.toString();
        } catch (IOException _) {
            return path.toString();
        }
    }

    private void copy(String node, FileDirection direction, String path, Try what)
            throws InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("direction", direction.word());
        parameters.put("path", normal(path));
        if (options.has(Wish.DELETE)) {
            parameters.put("delete", "true");
        }
        ObjectNode request = Sessions.request(node, DOCUMENT, parameters);
        options.reason().ifPresent(text -> request.put("Reason", text));
        Set<Wish> wishes = EnumSet.noneOf(Wish.class);
        wishes.addAll(options.wishes());
        int left = TRIES;
        Duration pause = FIRST_PAUSE;
        long before = report.movedBytes();
        while (!isDone(request, what.with(wishes), left > 1)) {
            left = report.movedBytes() > before ? TRIES : left - 1;
            before = report.movedBytes();
            bench.report().note("connection lost, going on in a new session");
            bench.world().clocks().sleeper().sleep(pause);
            pause = left == TRIES ? FIRST_PAUSE : pause.multipliedBy(2);
            wishes.add(Wish.GO_ON);
        }
    }

    private static String normal(String path) {
        try {
            return NodePath.of(path).toString();
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.USAGE, path + ": " + e.getMessage());
        }
    }

    /// Runs one session. False if it broke off and another may go on with it.
    private boolean isDone(ObjectNode request, CopyGuest.Work work, boolean mayRepeat)
            throws InterruptedException {
        Sessions sessions = Sessions.of(bench, connection);
        Ticket ticket = sessions.start(request);
        CopyGuest guest = new CopyGuest(work, text -> bench.report().note(Plain.text(text)));
        SessionEnd end = sessions.run(ticket, guest);
        Optional<CopyFailedException> failure = guest.failure();
        if (failure.isEmpty()) {
            return true;
        }
        CopyFailedException why = failure.orElseThrow();
        if (why instanceof LineLostException) {
            if (mayRepeat && isLoss(end)) {
                return false;
            }
            throw broken(end, why);
        }
        throw failed(why);
    }

    private static boolean isLoss(SessionEnd end) {
        return switch (end) {
            case SessionEnd.Lost _, SessionEnd.Missed _ -> true;
            case SessionEnd.Closed _, SessionEnd.Left _, SessionEnd.Unread _ -> false;
        };
    }

    private static Failure broken(SessionEnd end, CopyFailedException why) {
        return switch (end) {
            case SessionEnd.Closed(String text, _, _)
                    when text.contains("Plugin with name") && text.contains("not supported") ->
                    new Failure(
                            ExitCode.FAILED,
                            "the agent of this node cannot copy files: it is not Sallyport's, or"
                                    + " an old one",
                            "scp works with any agent, see sallyport ssh-config --help");
            case SessionEnd.Closed(String text, _, _) when !text.isBlank() ->
                    new Failure(ExitCode.FAILED, text.strip());
            case SessionEnd.Closed _, SessionEnd.Left _, SessionEnd.Unread _ ->
                    new Failure(ExitCode.FAILED, why.text());
            case SessionEnd.Lost(String cause) ->
                    new Failure(ExitCode.UNREACHABLE, "the connection is lost: " + cause);
            case SessionEnd.Missed() ->
                    new Failure(ExitCode.UNREACHABLE, "the connection was lost again and again");
        };
    }

    private static Failure failed(CopyFailedException why) {
        return new Failure(exitCode(why.verdict()), why.text());
    }

    private static ExitCode exitCode(Verdict verdict) {
        return switch (verdict) {
            case OK -> ExitCode.OK;
            case MISSING -> ExitCode.NOT_FOUND;
            case DENIED -> ExitCode.DENIED;
            case CHANGED, NO_SPACE, IN_THE_WAY, CORRUPT, UNSUPPORTED, UNSAFE, FAILED ->
                    ExitCode.FAILED;
        };
    }

    /// If all that failed failed in one way, that way's; else the general one.
    private ExitCode exitCode() {
        Set<Verdict> ways = report.failures().keySet();
        if (ways.isEmpty()) {
            return ExitCode.OK;
        }
        return ways.size() == 1 ? exitCode(ways.iterator().next()) : ExitCode.FAILED;
    }
}
