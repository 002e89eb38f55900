/// The two kinds of channel that nodes and clients open: sockets in, decided sessions out.
///
/// ## Belongs here
///
/// The calls that hand out channel tokens, the first text on a socket, what travels on control
/// channels, and the joining of a data channel's socket to the relay.
///
/// ## Does not belong here
///
/// Order, acknowledgements and limits of a session (`relay`), its life (`sessions`), and whether
/// anybody may have one (`access`).
///
/// ## Invariants
///
/// 1. A socket reaches a session only with a token that this server made, once.
/// 2. Nothing here blocks an event loop: what may wait goes to the executor.
/// 3. One control channel per node: the newest wins.
@NullMarked
package dev.sallyport.server.api.ssmmessages;

import org.jspecify.annotations.NullMarked;
