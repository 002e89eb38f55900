package dev.sallyport.protocol.files;

import java.util.EnumSet;
import java.util.Set;

/// What a client wants of a copy besides its direction and path.
public enum Wish {
    /// Folders too, with all that is in them.
    RECURSIVE(1),
    /// Makes the target folder like the source folder: names count from the two folders.
    SYNC(2),
    /// The target is a folder to put things into, whether or not it looks like one.
    INTO(4),
    /// Compares content, not size and time.
    CHECKSUM(8),
    /// Removes what the source does not have.
    DELETE(16),
    /// Changes nothing, and tells what would change.
    DRY_RUN(32),
    /// What has the same size and time is not copied again: an interrupted copy goes on.
    GO_ON(64);

    private static final int ALL = 127;

    private final int bit;

    Wish(int bit) {
        this.bit = bit;
    }

    static int bits(Set<Wish> wishes) {
        int bits = 0;
        for (Wish wish : wishes) {
            bits |= wish.bit;
        }
        return bits;
    }

    static Set<Wish> of(int bits) throws MalformedFilesException {
        if ((bits & ~ALL) != 0) {
            throw new MalformedFilesException("open: unknown wishes");
        }
        Set<Wish> wishes = EnumSet.noneOf(Wish.class);
        for (Wish wish : values()) {
            if ((bits & wish.bit) != 0) {
                wishes.add(wish);
            }
        }
        return wishes;
    }
}
