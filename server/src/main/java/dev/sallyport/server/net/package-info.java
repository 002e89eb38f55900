/// The listeners: TLS, HTTP/1.1 and websockets, and the limits that keep strangers from filling the
/// house.
///
/// ## Belongs here
///
/// Sockets, event loops, buffers, deadlines and bounds; turning bytes into {@link
/// dev.sallyport.server.net.HttpRequest} and websocket messages and back.
///
/// ## Does not belong here
///
/// Who a caller is, what a path means, what a message says: that is the handlers' work.
///
/// ## Invariants
///
/// 1. No Netty type leaves this room.
/// 2. Handlers run on virtual threads and may block; socket listeners run on event loops and may
///    not.
/// 3. Every queue, buffer and wait has a bound: what nobody has proved a right to may be thrown
///    out.
/// 4. Plain text is spoken on loopback addresses only.
@NullMarked
package dev.sallyport.server.net;

import org.jspecify.annotations.NullMarked;
