/// Recordings on disk: one file per session, written while the session runs.
///
/// ## Belongs here
///
/// The recorder threads that make {@link dev.sallyport.server.relay.Tap} real, the directory the
/// files lie in, finding and listing them, refusing to begin where there is no room.
///
/// ## Does not belong here
///
/// What a file looks like (`audit.recording`), who may see one (`access`), how it travels (`api`).
///
/// ## Invariants
///
/// 1. An event is answered `stored` only when the operating system has it: the death of this
///    process then loses nothing of it. The disk follows within a second; with a line of the
///    server's own it comes first, for a client's numbers go on from it.
/// 2. A recording that failed once stays failed: no event is stored after a lost one.
/// 3. Files are readable by the server's own user only.
@NullMarked
package dev.sallyport.server.recordings;

import org.jspecify.annotations.NullMarked;
