/// The data plane: two legs per session and everything that passes between them.
///
/// ## Belongs here
///
/// The relaying of data channel frames between a client's and a node's socket: order, repeats,
/// acknowledgements, pause, back-pressure, hold-backs, lines of the server's own, idle and maximum
/// time, the end of a session; and the ports it needs: {@link dev.sallyport.server.relay.Leg} for a
/// socket, {@link dev.sallyport.server.relay.Tap} for the recorder, {@link
/// dev.sallyport.server.relay.RelayEvents} for whoever keeps the books.
///
/// ## Does not belong here
///
/// Who may open a session (it receives decided plans and asks nobody), tokens, sockets and TLS
/// (`net`), files (`recordings`), the control channel.
///
/// ## Invariants
///
/// 1. A frame of a recorded session goes on only after the tap has stored it.
/// 2. A frame is stored once, in the order of its sequence number; what goes on is the wire's own
///    bytes. Behind a line of the server's own, the client's numbers are higher than the node's: in
///    frames and acknowledgements the number is changed, and nothing else.
/// 3. Nothing here blocks, and every queue is bounded: a full one stops the reading of its source.
/// 4. No acknowledgement is sent that the far end has not given, but for repeats it will never
///    acknowledge again.
/// 5. Every session ends with `channel_closed` to both sides, unless the server itself stops.
@NullMarked
package dev.sallyport.server.relay;

import org.jspecify.annotations.NullMarked;
