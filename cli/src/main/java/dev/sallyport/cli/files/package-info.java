/// A session that copies files, at the client's end.
///
/// ## Belongs here
///
/// The way from a session's channel to the copying side and back, what users see of a copy.
///
/// ## Does not belong here
///
/// Disks and what both ends do alike (`transfer`), the channel (`cli.channel`), which sessions to
/// start and what to do when one breaks (`cli.command`).
///
/// ## Invariants
///
/// 1. The channel's thread never waits for a disk, and what waits between the two is bounded.
/// 2. Names of files are strangers' words: no control character of theirs reaches a terminal.
@NullMarked
package dev.sallyport.cli.files;

import org.jspecify.annotations.NullMarked;
