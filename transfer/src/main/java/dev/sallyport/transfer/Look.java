package dev.sallyport.transfer;

import dev.sallyport.protocol.files.FileMessage.Announce;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// What something on the disk is, without following it.
record Look(Kind kind, long size, int mode, long modifiedMicros, String key) {
    enum Kind {
        FILE,
        FOLDER,
        LINK,
        OTHER
    }

    static Look of(PosixFileAttributes found) {
        Kind kind =
                found.isRegularFile()
                        ? Kind.FILE
                        : found.isDirectory()
                                ? Kind.FOLDER
                                : found.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
        return new Look(
                kind,
                found.size(),
                mode(found.permissions()),
                found.lastModifiedTime().to(TimeUnit.MICROSECONDS),
                Objects.toString(found.fileKey(), ""));
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    /// As large and as old as what is announced.
    boolean matches(Announce announced, long announcedSize) {
        return is(Kind.FILE)
                && size == announcedSize
                && modifiedMicros == announced.modifiedMicros();
    }

    private static int mode(Set<PosixFilePermission> permissions) {
        int mode = 0;
        for (PosixFilePermission permission : permissions) {
            mode |= bit(permission);
        }
        return mode;
    }

    static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            if ((mode & bit(permission)) != 0) {
                permissions.add(permission);
            }
        }
        return permissions;
    }

    private static int bit(PosixFilePermission permission) {
        return switch (permission) {
            case OWNER_READ -> 0400;
            case OWNER_WRITE -> 0200;
            case OWNER_EXECUTE -> 0100;
            case GROUP_READ -> 0040;
            case GROUP_WRITE -> 0020;
            case GROUP_EXECUTE -> 0010;
            case OTHERS_READ -> 0004;
            case OTHERS_WRITE -> 0002;
            case OTHERS_EXECUTE -> 0001;
        };
    }
}
