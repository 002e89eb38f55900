package dev.sallyport.cli.command;

import dev.sallyport.cli.channel.SessionEnd;
import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// One command on one node.
final class Execution {
    /// As `ssh` has it: the command has not run, or nobody knows how it ended.
    static final int NOT_RUN = 255;

    private final Sessions sessions;
    private final String command;
    private final Optional<String> reason;

    Execution(Sessions sessions, String command, Optional<String> reason) {
        this.sessions = sessions;
        this.command = command;
        this.reason = reason;
    }

    /// How it ended.
    ///
    /// @param exit the command's exit code, or {@link #NOT_RUN}
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
            SessionEnd end = sessions.run(sessions.start(request), new ExecGuest(output, notes));
            output.end();
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
