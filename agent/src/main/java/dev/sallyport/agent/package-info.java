/// The node program: its commands, what it keeps on disk, and how its parts are put together.
///
/// ## Belongs here
///
/// Command lines, the data directory, registration, what a node says about itself.
///
/// ## Does not belong here
///
/// The line to the server (`agent.link`), sessions (`agent.session`), users and terminals
/// (`agent.shell`).
///
/// ## Invariants
///
/// 1. The node's key never leaves the data directory, and nobody but its owner can read either.
/// 2. One data directory serves one running agent.
/// 3. Only {@link dev.sallyport.agent.Wiring} and {@link dev.sallyport.agent.Main} know the real
///    clock, randomness and environment.
@NullMarked
package dev.sallyport.agent;

import org.jspecify.annotations.NullMarked;
