package dev.sallyport.cli.channel;

import java.util.OptionalInt;

/// How a session ended, seen from this side.
public sealed interface SessionEnd {
    /// The service ended it, with these words (or none, when the shell just exited).
    ///
    /// @param ran whether the node ever gave a sign of it
    record Closed(String text, boolean ran, OptionalInt exitCode) implements SessionEnd {}

    /// It ended while the connection was lost.
    record Missed() implements SessionEnd {}

    /// The user left.
    record Left() implements SessionEnd {}

    /// Nobody reads the output any more.
    record Unread() implements SessionEnd {}

    /// The connection could not be kept, or nothing understandable came. The session may live on.
    record Lost(String why) implements SessionEnd {}
}
