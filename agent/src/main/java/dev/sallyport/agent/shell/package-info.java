/// What runs on the node: users, their surroundings, and programs on a terminal or on pipes.
///
/// ## Belongs here
///
/// Who a shell runs as, the user database of the machine, the pseudo terminal, and the processes of
/// a session.
///
/// ## Does not belong here
///
/// Channels and frames (`agent.session`), the server (`agent.link`).
///
/// ## Invariants
///
/// 1. No name that came over the wire ever reaches a command interpreter: programs are started from
///    lists of words. What an author wrote as a command line does, once, as the user it runs as.
/// 2. A shell inherits nothing from the agent: neither its environment nor its descriptors.
/// 3. Nothing runs as root but a command whose document asks for it (`runAsElevated`).
@NullMarked
package dev.sallyport.agent.shell;

import org.jspecify.annotations.NullMarked;
