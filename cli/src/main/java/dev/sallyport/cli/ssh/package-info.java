/// OpenSSH for one session: what its arguments ask for, and the files it is started with.
///
/// ## Belongs here
///
/// Reading OpenSSH's arguments, the key of one session, its directory, the line that starts `ssh`.
///
/// ## Does not belong here
///
/// The session itself (`cli.channel`), which node is meant (`cli.command`).
///
/// ## Invariants
///
/// 1. The secret key lives in a directory only its owner can enter, and no longer than the session.
/// 2. Nothing of the user's own keys, agent or known hosts is used or changed.
/// 3. `ssh` is reached by nobody else of this machine: it talks through pipes in that directory.
@NullMarked
package dev.sallyport.cli.ssh;

import org.jspecify.annotations.NullMarked;
