/// The terminal this program runs in: its modes, its size, its keys, its signals.
///
/// ## Belongs here
///
/// Raw mode and its end, the size and its changes, the escape keys of a session.
///
/// ## Does not belong here
///
/// What is sent or shown (`cli.shell`, `cli.play`).
///
/// ## Invariants
///
/// 1. Nothing is written to the terminal: a probe's late answer would be typed into the session.
/// 2. Whoever turns raw mode on gets a handle whose close turns it off; the end of the program does
///    too, however it ends short of `kill -9`.
@NullMarked
package dev.sallyport.cli.terminal;

import org.jspecify.annotations.NullMarked;
