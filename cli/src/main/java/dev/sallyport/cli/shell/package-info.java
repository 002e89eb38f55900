/// A terminal here, a shell there.
///
/// ## Belongs here
///
/// What is typed and shown in a session, the size of the window, the end of the input.
///
/// ## Does not belong here
///
/// How the bytes travel (`cli.channel`), the modes of the terminal (`cli.terminal`).
///
/// ## Invariants
///
/// 1. Nothing is read from the keyboard before the node reads, nor while it cannot keep up.
@NullMarked
package dev.sallyport.cli.shell;

import org.jspecify.annotations.NullMarked;
