/// The client's side of a data channel: a terminal here, a shell there.
///
/// ## Belongs here
///
/// Opening and re-opening the websocket, the handshake, what is typed and shown, when to give up.
///
/// ## Does not belong here
///
/// Frames and their numbering (`protocol.channel`), the API calls that start and resume a session
/// (a port of this room, made real by `cli.command`).
///
/// ## Invariants
///
/// 1. One thread, the one in {@link dev.sallyport.cli.shell.ShellClient#run}, owns all state.
///    Others only put events into its queue.
/// 2. What was typed is kept until the node has acknowledged it, over any loss of the socket; what
///    was printed is shown once.
/// 3. Memory is bounded: keys are read only when there is room, messages when the last one is done.
@NullMarked
package dev.sallyport.cli.shell;

import org.jspecify.annotations.NullMarked;
