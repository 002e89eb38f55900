/// Choosing from a list at the terminal.
///
/// ## Belongs here
///
/// The list, its keys and its drawing.
///
/// ## Does not belong here
///
/// What is chosen from, and whether there is a terminal to choose at (`cli.command`).
///
/// ## Invariants
///
/// 1. Standard output is not touched: it may be a pipe.
/// 2. The terminal is left as it was found.
@NullMarked
package dev.sallyport.cli.pick;

import org.jspecify.annotations.NullMarked;
