/// Where a port may be forwarded to. The server asks for what a request names; the node asks again
/// for every address a name resolves to.
///
/// ## Belongs here
///
/// The rule about addresses, and what a host and a port may look like.
///
/// ## Does not belong here
///
/// Resolving names and connecting (`agent.port`).
///
/// ## Invariants
///
/// 1. Nothing here looks a name up: an address is what is written as one.
/// 2. An address is judged by where packets to it end up, however it is written.
@NullMarked
package dev.sallyport.protocol.forward;

import org.jspecify.annotations.NullMarked;
