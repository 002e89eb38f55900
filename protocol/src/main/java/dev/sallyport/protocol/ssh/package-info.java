/// What server, node and client must agree on for SSH sessions: keys and certificates as OpenSSH
/// writes them, and the records by which a node tells what passed inside.
///
/// ## Belongs here
///
/// Bytes to values and back: P-256 public keys, user certificates, screen records.
///
/// ## Does not belong here
///
/// The SSH protocol itself (`agent.ssh` serves it), who gets a certificate (the server decides).
///
/// ## Invariants
///
/// 1. A public key that was read is a point of its curve.
/// 2. A certificate made here is good for one session, and says so by its only principal.
/// 3. A note is one line of printable text, whatever a client wrote.
@NullMarked
package dev.sallyport.protocol.ssh;

import org.jspecify.annotations.NullMarked;
