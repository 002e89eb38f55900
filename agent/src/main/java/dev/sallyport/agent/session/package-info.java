/// What a node does for its server: the control channel, and sessions on data channels.
///
/// ## Belongs here
///
/// Orders from the control channel, the life of each session, the reliable stream between a
/// terminal and a client, the results that go back.
///
/// ## Does not belong here
///
/// How sockets are opened and calls are signed (`agent.link`), how programs are started
/// (`agent.shell`).
///
/// ## Invariants
///
/// 1. A byte from a terminal goes to the client once and in order, however often sockets are lost.
/// 2. Who reads slowly slows the program down; nothing is dropped and nothing grows without limit.
/// 3. A session that is over leaves no process of its own behind and is reported until the server
///    has acknowledged it.
@NullMarked
package dev.sallyport.agent.session;

import org.jspecify.annotations.NullMarked;
