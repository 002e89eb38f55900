package dev.sallyport.cli.channel;

import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.protocol.Bytes;

/// What other threads tell the one that owns a session.
///
/// `attempt` says which try to connect an event belongs to, so that the last words of a socket that
/// has been replaced change nothing.
sealed interface Event {
    record Opened(int attempt, Wire wire) implements Event {}

    record NotOpened(int attempt, Failure why) implements Event {}

    /// The service says that there is nothing to resume.
    record Over(int attempt) implements Event {}

    record Message(int attempt, Bytes bytes) implements Event {}

    record Heard(int attempt) implements Event {}

    record Lost(int attempt, String why) implements Event {}

    /// Something to do on the channel's thread.
    record Posted(Runnable action) implements Event {}
}
