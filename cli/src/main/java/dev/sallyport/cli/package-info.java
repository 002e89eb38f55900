/// The command line: `sallyport nodes`, `shell`, `sessions`, `play` and the rest.
///
/// ## Belongs here
///
/// The start of the program, and nothing else: each room below has its own name plate.
///
/// ## Does not belong here
///
/// The server (`dev.sallyport.server`) and the node program (`dev.sallyport.agent`): this program
/// knows them by their wire only.
///
/// ## Invariants
///
/// 1. Clocks, streams and randomness are taken from the machine in {@link dev.sallyport.cli.Main}
///    and handed on from there.
@NullMarked
package dev.sallyport.cli;

import org.jspecify.annotations.NullMarked;
