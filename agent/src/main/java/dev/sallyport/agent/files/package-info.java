/// Copies files for sessions, with the rights of the account a session runs as.
///
/// ## Belongs here
///
/// What one order allows (which way, where, whether anything may be removed), the process that
/// copies for another account, and how payloads get to it.
///
/// ## Does not belong here
///
/// The copying itself (`transfer`), the session and its channel (`agent.session`), who may become
/// whom (`agent.shell`).
///
/// ## Invariants
///
/// 1. A session that uploads reads no file, one that downloads writes none, whatever its client
///    says.
/// 2. An agent that runs as one account touches no file for another: that one's process does.
@NullMarked
package dev.sallyport.agent.files;

import org.jspecify.annotations.NullMarked;
