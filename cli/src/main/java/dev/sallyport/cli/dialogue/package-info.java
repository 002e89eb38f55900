/// Questions to the user in the middle of a command.
///
/// ## Belongs here
///
/// Asking for a line, for a secret that is not shown, for one of several.
///
/// ## Does not belong here
///
/// What is asked and why (`cli.command`); the terminal's modes (`cli.terminal`).
///
/// ## Invariants
///
/// 1. Questions go to standard error: standard output carries data only.
/// 2. What was typed as a secret is never written anywhere.
/// 3. Without a terminal answers are lines of standard input; nothing waits for a person.
@NullMarked
package dev.sallyport.cli.dialogue;

import org.jspecify.annotations.NullMarked;
