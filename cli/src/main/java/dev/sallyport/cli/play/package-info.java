/// Replay of recordings.
///
/// ## Belongs here
///
/// Pace, the filter that keeps a recording from attacking the terminal it is shown on, plain
/// transcripts.
///
/// ## Does not belong here
///
/// The format (`audit.recording`), where a recording comes from (`cli.command`).
///
/// ## Invariants
///
/// 1. A transcript is byte for byte what the client got: what the node printed, and the server's
///    own lines in their place.
/// 2. What is replayed on a terminal can draw, and do nothing else: it cannot make the terminal
///    answer, reach the clipboard, start a printer or change how keys are read.
@NullMarked
package dev.sallyport.cli.play;

import org.jspecify.annotations.NullMarked;
