/// The client's side of a data channel: keeps a session connected and its frames in order, whatever
/// the session is for.
///
/// ## Belongs here
///
/// Opening and re-opening the websocket, the handshake, when to give up, and the ports by which
/// others use a session.
///
/// ## Does not belong here
///
/// Frames and their numbering (`protocol.channel`), what is typed and shown (`cli.shell`), ports
/// (`cli.port`), the API calls that start and resume a session (a port of this room, made real by
/// `cli.command`).
///
/// ## Invariants
///
/// 1. One thread, the one in {@link dev.sallyport.cli.channel.ChannelClient#run}, owns all state.
///    Others only put events into its queue.
/// 2. What was sent is kept until the node has acknowledged it, over any loss of the socket; what
///    was received is handed over once.
/// 3. Memory is bounded: input is read only when there is room, messages when the last one is done,
///    and what nobody can take is not acknowledged.
@NullMarked
package dev.sallyport.cli.channel;

import org.jspecify.annotations.NullMarked;
