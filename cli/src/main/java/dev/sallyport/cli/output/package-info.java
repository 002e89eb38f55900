/// What the user sees: tables for people, JSON for programs.
///
/// ## Belongs here
///
/// Columns and their widths, colours, JSON documents, the form of times, the error lines.
///
/// ## Does not belong here
///
/// Which facts are shown (`cli.command`); the terminal of a session (`cli.terminal`).
///
/// ## Invariants
///
/// 1. What the server sent cannot steer the terminal: control characters in cells are replaced.
/// 2. Colours go to a terminal only, and never when `NO_COLOR` is set.
@NullMarked
package dev.sallyport.cli.output;

import org.jspecify.annotations.NullMarked;
