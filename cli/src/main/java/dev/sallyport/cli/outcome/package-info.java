/// How a command ends: its exit code, and what it tells the user when it fails.
///
/// ## Belongs here
///
/// The table of exit codes and the one exception that carries an error line and a hint.
///
/// ## Does not belong here
///
/// Printing (`cli.output`), and finding out what went wrong (everyone else).
///
/// ## Invariants
///
/// 1. Exit codes never change their meaning: scripts rely on them.
@NullMarked
package dev.sallyport.cli.outcome;

import org.jspecify.annotations.NullMarked;
