/// What the server shows as its certificate: one of its own making, or the user's.
///
/// ## Belongs here
///
/// The server's own certificate authority, the certificate it issues to itself, the names in it,
/// and the files all that is kept in.
///
/// ## Does not belong here
///
/// TLS itself (`net`), and any other key or secret.
///
/// ## Invariants
///
/// 1. Private keys are files only their owner may read, and never printed.
/// 2. The authority, once made, is not replaced behind the user's back: clients trust it by file.
@NullMarked
package dev.sallyport.server.certificates;

import org.jspecify.annotations.NullMarked;
