package dev.sallyport.cli.shell;

import java.util.OptionalInt;

/// How a session ended, seen from this side.
public sealed interface ShellEnd {
    /// The service ended it, with these words (or none, when the shell just exited).
    ///
    /// @param ran whether the node ever gave a sign of it
    record Closed(String text, boolean ran, OptionalInt exitCode) implements ShellEnd {}

    /// The user left by the escape keys.
    record Left() implements ShellEnd {}

    /// Nobody reads the output any more.
    record Unread() implements ShellEnd {}

    /// The connection could not be kept. The session may live on.
    record Lost(String why) implements ShellEnd {}
}
