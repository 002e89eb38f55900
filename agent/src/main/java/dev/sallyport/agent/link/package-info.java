/// The node's line to its server: signed calls, websockets, credentials, and when to try again.
///
/// ## Belongs here
///
/// HTTP and TLS, the node's key and its role credentials, one websocket with its pings and its
/// queue, waiting times.
///
/// ## Does not belong here
///
/// What the frames say (`agent.session`), terminals and users (`agent.shell`).
///
/// ## Invariants
///
/// 1. Every call but the registration is signed; nothing goes over plain HTTP but to loopback.
/// 2. A socket whose peer has gone silent is given up within a bounded time.
/// 3. Whatever a server sends, memory per socket and per answer is bounded.
@NullMarked
package dev.sallyport.agent.link;

import org.jspecify.annotations.NullMarked;
