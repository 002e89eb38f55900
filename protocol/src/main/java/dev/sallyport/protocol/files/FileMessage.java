package dev.sallyport.protocol.files;

import dev.sallyport.protocol.Bytes;
import java.util.EnumSet;
import java.util.Set;

/// One message. Entries are numbered by their sender from 0 on, each is settled by its receiver
/// once, and at most {@link #MOST_OPEN} are not settled at any time.
public sealed interface FileMessage {
    /// Entries announced and not settled.
    int MOST_OPEN = 1024;

    /// The only version there is.
    int VERSION = 1;

    /// From the sender, or from the client before anything else.
    sealed interface OfSender extends FileMessage {}

    sealed interface OfReceiver extends FileMessage {}

    /// The client says what it wants. First of all, and once.
    record Open(int version, Set<Wish> wishes) implements FileMessage {
        public Open {
            wishes = wishes.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(wishes));
        }
    }

    /// Either end cannot go on at all; it is the last it says.
    record Failed(Verdict verdict, String text) implements FileMessage {}

    /// The end of what this side has to say.
    record Done() implements OfSender {}

    /// Something there is to copy.
    ///
    /// @param mode the nine bits of the permissions
    /// @param modifiedMicros since 1970
    record Announce(int id, RelativeName name, Thing thing, int mode, long modifiedMicros)
            implements OfSender {}

    /// Everything directly in this folder has been announced.
    record Complete(RelativeName folder) implements OfSender {}

    /// Nothing more comes below this folder: it gets its permissions and time. Has a number as an
    /// entry has.
    record Leave(int id, RelativeName folder, int mode, long modifiedMicros) implements OfSender {}

    /// The bytes of a wanted file follow from here on.
    record Start(int id, long offset) implements OfSender {}

    record Piece(Bytes bytes) implements OfSender {}

    /// The started file's bytes are over.
    ///
    /// @param sha256 of the whole file; empty unless the verdict is OK
    record End(Verdict verdict, Bytes sha256, String text) implements OfSender {}

    /// The sender cannot copy this, and has not announced it.
    record Unsent(String name, Verdict verdict, String text) implements OfSender {}

    /// The receiver knows its place: whether names replace the path's own last element, or go below
    /// it.
    record Ready(boolean renames) implements OfReceiver {}

    /// Send it, from this offset on if what is before it has this hash.
    ///
    /// @param sha256 empty for offset 0
    record Want(int id, long offset, Bytes sha256) implements OfReceiver {}

    /// It is there already: settled.
    record Have(int id) implements OfReceiver {}

    /// What became of it.
    record Settled(int id, Verdict verdict, String text) implements OfReceiver {}

    /// Something the source does not have was removed, or would be.
    record Removed(RelativeName name, Verdict verdict, String text) implements OfReceiver {}

    /// The receiver has settled everything.
    record Over() implements OfReceiver {}

    /// What an entry is.
    sealed interface Thing {
        /// @param sha256 of its content, or empty if it was not asked for
        record File(long size, Bytes sha256) implements Thing {}

        record Folder() implements Thing {}

        /// @param target where it leads, as it is written
        record Link(String target) implements Thing {}
    }
}
