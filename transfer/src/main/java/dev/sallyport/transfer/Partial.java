package dev.sallyport.transfer;

import dev.sallyport.protocol.Bytes;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// A file on its way: written beside its target under a name of its own, and put in its place when
/// it is whole. What an interrupted copy leaves is found again by that name.
final class Partial implements Closeable {
    private static final Pattern NAME = Pattern.compile("\\.sallyport-[0-9a-f-]{16,36}\\.part");
    private static final int NAME_BYTES = 8;
    private static final int OWN_MODE = 0600;

    private final String name;
    private final FileChannel channel;
    private final MessageDigest digest;

    private Partial(String name, FileChannel channel, MessageDigest digest) {
        this.name = name;
        this.channel = channel;
        this.digest = digest;
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    private static String nameFor(String target) {
        return ".sallyport-" + Bytes.ofUtf8(target).sha256().slice(0, NAME_BYTES).toHex() + ".part";
    }

    /// A name nobody else uses.
    static String freshName(UUID id) {
        return ".sallyport-" + id + ".part";
    }

    /// What is left of an earlier try: how many bytes, and their hash.
    record Rest(long size, Bytes sha256) {}

    /// Looks for what an earlier try for this target has left. What others could have put there, or
    /// can read or write, is not taken for it.
    static Optional<Rest> rest(Folder folder, String target, long most) throws IOException {
        String name = nameFor(target);
        Optional<Look> found =
                folder.look(name)
                        .filter(it -> it.is(Look.Kind.FILE) && it.mode() == OWN_MODE)
                        .filter(it -> it.size() > 0 && it.size() <= most);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        long size = found.orElseThrow().size();
        // A session whose client has died may hold it for a while yet: then the copy begins anew.
        if (isBusy(folder, name)) {
            return Optional.empty();
        }
        try (FileChannel channel = folder.change(name)) {
            MessageDigest digest = Hashing.begin();
            return Hashing.add(digest, channel, size) == size
                    ? Optional.of(new Rest(size, Bytes.wrap(digest.digest())))
                    : Optional.empty();
        } catch (IOException _) {
            // Not ours, or just being written by somebody else.
            return Optional.empty();
        }
    }

    /// Begins anew, in place of what an earlier try has left; beside it if that is being written.
    static Partial begin(Folder folder, String target, UUID id) throws IOException {
        String name = nameFor(target);
        if (!isBusy(folder, name)) {
            try {
                folder.delete(name);
            } catch (IOException _) {
                // Mostly there is none; otherwise it stays in the way, and is gone around.
            }
            try {
                return locked(name, folder.create(name), Hashing.begin());
            } catch (FileAlreadyExistsException _) {
                // Another's.
            }
        }
        String fresh = freshName(id);
        return locked(fresh, folder.create(fresh), Hashing.begin());
    }

    private static boolean isBusy(Folder folder, String name) {
        try (FileChannel channel = folder.change(name);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException _) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Goes on behind what an earlier try has left.
    static Partial goOn(Folder folder, String target, long offset) throws IOException {
        String name = nameFor(target);
        FileChannel channel = folder.change(name);
        try {
            MessageDigest digest = Hashing.begin();
            if (Hashing.add(digest, channel, offset) != offset || channel.size() != offset) {
                throw new IOException("what was left of an earlier try has changed");
            }
            return locked(name, channel, digest);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static Partial locked(String name, FileChannel channel, MessageDigest digest)
            throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new IOException("somebody else is copying to it");
            }
            return new Partial(name, channel, digest);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("somebody else is copying to it", e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void write(Bytes bytes) throws IOException {
        ByteBuffer piece = bytes.asReadOnlyBuffer();
        digest.update(piece.duplicate());
        while (piece.hasRemaining()) {
            channel.write(piece);
        }
    }

    boolean has(Bytes sha256) {
        return Hashing.soFar(digest).equals(sha256);
    }

    /// Gives it its time and permissions, and puts it into its place.
    void finish(Folder folder, String target, int mode, long modifiedMicros) throws IOException {
        channel.close();
        folder.setTime(name, modifiedMicros);
        folder.setMode(name, mode);
        folder.move(name, folder, target);
    }

    void discard(Folder folder) {
        try {
            channel.close();
            folder.delete(name);
        } catch (IOException _) {
            // It is left behind like that of an interrupted copy.
        }
    }

    /// What is written so far stays, to be gone on with.
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // What did not get to the disk will not match when the copy goes on.
            return;
        }
    }
}
