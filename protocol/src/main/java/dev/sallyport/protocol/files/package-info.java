/// Files and folders as messages: what one end of a session tells the other to copy them.
///
/// One end sends, the other receives; which is which is settled before the session begins and
/// never changes. Messages travel as payloads of channel frames, many small ones in one payload,
/// and none is torn apart.
///
///     client                 {@link dev.sallyport.protocol.files.FileMessage.Open}
///     receiver               Ready
///     sender    Announce*    receiver   Want | Have | Settled
///     sender    Start Piece* End        receiver   Settled
///     sender    Complete, Leave*        receiver   Removed*, Settled
///     sender    Done                    receiver   Done
///
/// ## Belongs here
///
/// The messages, their codec and its bounds, names and paths as they travel.
///
/// ## Does not belong here
///
/// Disks (`transfer`), the channel's frames (`protocol.channel`), who may copy what.
///
/// ## Invariants
///
/// 1. Whatever bytes come in, decoding ends with messages or with one checked exception.
/// 2. Nothing is allocated on the word of a length field.
/// 3. A name that is decoded leads nowhere but below the folder it is put behind.
@NullMarked
package dev.sallyport.protocol.files;

import org.jspecify.annotations.NullMarked;
