/// Ports of this machine, or its standard streams, that lead to a port at the node's end.
///
/// ## Belongs here
///
/// The local listener and its connections, and the three ways their bytes travel: multiplexed, one
/// connection at a time, or the standard streams (SSH).
///
/// ## Does not belong here
///
/// smux itself (`protocol.smux`), the session that carries the bytes (`cli.channel`), when to start
/// another session (`cli.command`).
///
/// ## Invariants
///
/// 1. Listeners are bound to this machine only: to 127.0.0.1, or a socket file of its owner.
/// 2. The channel's thread never waits for a local socket; what its owner does not take is bounded
///    by one limit per session.
/// 3. Bytes arrive as they were sent, in order, all of them or the connection ends.
@NullMarked
package dev.sallyport.cli.port;

import org.jspecify.annotations.NullMarked;
