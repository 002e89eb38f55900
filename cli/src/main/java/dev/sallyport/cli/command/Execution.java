package dev.sallyport.cli.command;

import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// One command on one node.
final class Execution {
    /// As `ssh` has it: the command has not run, or nobody knows how it ended.
    static final int NOT_RUN = 255;

    /// As `timeout` has it.
    static final int LATE = 124;

    private final Sessions sessions;
    private final String command;
    private final Optional<String> reason;
    private final Optional<Duration> longest;

    Execution(
            Sessions sessions,
            String command,
            Optional<String> reason,
            Optional<Duration> longest) {
        this.sessions = sessions;
        this.command = command;
        this.reason = reason;
        this.longest = longest;
    }

    /// How it ended.
    ///
    /// @param exit the command's exit code, {@link #LATE} or {@link #NOT_RUN}
    record Result(NodeEntry node, int exit, Optional<Failure> failure) {}

    Result run(NodeEntry node, ExecOutput output, Consumer<String> notes)
            throws InterruptedException {
        try {
            var request =
                    Sessions.request(
                            node.id(),
                            "AWS-StartNonInteractiveCommand",
                            Map.of("command", command));
            reason.ifPresent(text -> request.put("Reason", text));
            ExecGuest guest = new ExecGuest(output, notes, longest);
            SessionEnd end = sessions.run(sessions.start(request), guest);
            output.end();
            if (guest.isLate()) {
                return new Result(node, LATE, longest.map(Execution::late));
            }
            return new Result(node, exitCode(end), Optional.empty());
        } catch (Failure failure) {
            return new Result(node, NOT_RUN, Optional.of(failure));
        } catch (IOException e) {
            return new Result(
                    node,
                    NOT_RUN,
                    Optional.of(new Failure(ExitCode.FAILED, "cannot write: " + e.getMessage())));
        }
    }

    private static Failure late(Duration longest) {
        return new Failure(ExitCode.FAILED, "ended: not done after " + DurationText.show(longest));
    }

    private static int exitCode(SessionEnd end) {
        return switch (end) {
            case SessionEnd.Closed(_, _, OptionalInt code) when code.isPresent() -> code.getAsInt();
            case SessionEnd.Closed(String text, _, _) ->
                    throw new Failure(
                            ExitCode.FAILED,
                            text.isBlank()
                                    ? "the session ended without the command's exit code"
                                    : text.strip());
            case SessionEnd.Lost(String why) ->
                    throw new Failure(ExitCode.UNREACHABLE, "the connection is lost: " + why);
            case SessionEnd.Missed() ->
                    throw new Failure(
                            ExitCode.FAILED, "the session ended while the connection was lost");
            case SessionEnd.Left(), SessionEnd.Unread() ->
                    throw new Failure(ExitCode.FAILED, "nobody reads the output any more");
        };
    }
}
