/// The life of a session: how it starts, what state it is in, when and why it ends.
///
/// ## Belongs here
///
/// The {@link dev.sallyport.server.sessions.Session} and its legal moves, its tokens, run-as, the
/// use cases that start, resume, end and list sessions, what the data plane reports, and the ports
/// to the node's control line and to the data plane.
///
/// ## Does not belong here
///
/// Bytes and sockets (`relay`, `net`), AWS request and error shapes (`api.ssm`), SQL
/// (`store.sqlite`), and who may do what (`access`): the front has asked before this room is
/// called.
///
/// ## Invariants
///
/// 1. `Terminated` and `Failed` are final. No code path leads out of them.
/// 2. A token opens one socket of one side of one session, once, within its life.
/// 3. A node's task is sent once, and only while the client's socket is open.
/// 4. No task names `root` or a user that is not a plain user name.
@NullMarked
package dev.sallyport.server.sessions;

import org.jspecify.annotations.NullMarked;
