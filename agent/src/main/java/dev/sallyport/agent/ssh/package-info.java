/// SSH that ends here: a server for one client over a session's stream, without a port, a password
/// or an `authorized_keys` file. What passes is told to the server before the client has it.
///
/// ## Belongs here
///
/// The server of one session (Apache MINA SSHD, over a stream in place of a socket), who is let in,
/// what channels may do, and the records of it.
///
/// ## Does not belong here
///
/// Users and programs (`agent.shell`), which addresses are forbidden (`protocol.forward`), the
/// stream itself (`agent.session`).
///
/// ## Invariants
///
/// 1. Only a certificate of the server's authority with this session as its only principal opens
///    anything.
/// 2. What a client typed is told before it acts, what a program wrote before the client sees it.
/// 3. Everything runs with the rights of the session's account; a connection leads no farther than
///    the order allows, and never to a forbidden address.
/// 4. Nothing here is loaded before the first SSH session.
@NullMarked
package dev.sallyport.agent.ssh;

import org.jspecify.annotations.NullMarked;
