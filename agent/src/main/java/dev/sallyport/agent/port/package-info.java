/// Ports that are forwarded: from a session's channel to connections of this node's, and back.
///
/// ## Belongs here
///
/// Where a port leads and whether it may, connecting, carrying bytes both ways, one connection at a
/// time or many over one stream.
///
/// ## Does not belong here
///
/// Channels, handshakes and frames of a session (`agent.session`), how many connections share a
/// stream (`protocol.smux`).
///
/// ## Invariants
///
/// 1. A name is looked up once per session, and what is connected to are the addresses that were
///    checked.
/// 2. Whoever does not read holds up the one who sends; nothing is dropped and nothing grows
///    without limit.
/// 3. The connections of all sessions together have a limit.
@NullMarked
package dev.sallyport.agent.port;

import org.jspecify.annotations.NullMarked;
