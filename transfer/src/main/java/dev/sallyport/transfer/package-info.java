/// What both ends of a session that copies files do with their disks: one sends, one receives.
///
/// ## Belongs here
///
/// Walking folders, reading, writing and comparing files, partial files and going on with them,
/// what is told about each. The other end is a {@link dev.sallyport.transfer.FileLine}.
///
/// ## Does not belong here
///
/// The messages (`protocol.files`), channels, progress bars; which path may be used, and as whom.
///
/// ## Invariants
///
/// 1. Below the place a side was given, no link is followed: every folder is entered by its own
///    handle, so that nobody who swaps a folder for a link meanwhile can lead a file elsewhere.
/// 2. A file appears under its name whole and with its hash checked, or not at all.
/// 3. What goes wrong with one file does not stop the others, and is told with its name.
/// 4. Memory does not grow with the number or size of files, but for folders on the sending side.
@NullMarked
package dev.sallyport.transfer;

import org.jspecify.annotations.NullMarked;
