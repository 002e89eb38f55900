package dev.sallyport.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The directory where an agent keeps what makes it this node. Only its owner may enter it.
final class DataDir {
    private static final FileAttribute<?> OWNER_ONLY_DIR =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path path;

    private DataDir(Path path) {
        this.path = path;
    }

    /// Makes the directory if need be, and closes it to others if somebody opened it.
    static DataDir open(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        if (!Files.isDirectory(absolute)) {
            Path parent = absolute.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(absolute, OWNER_ONLY_DIR);
        }
        Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
        return new DataDir(absolute);
    }

    Path path() {
        return path;
    }

    Optional<byte[]> read(String name) throws IOException {
        Path file = path.resolve(name);
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    /// Replaces the file as a whole, and returns only once it is on disk.
    void write(String name, byte[] content) throws IOException {
        Path aside = path.resolve(name + ".new");
        Files.deleteIfExists(aside);
        try (FileChannel out =
                FileChannel.open(
                        aside,
                        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                        OWNER_ONLY)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            out.force(true);
        }
        Files.move(
                aside,
                path.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// Keeps others from running on this directory for as long as the lock is held; empty if one
    /// does already.
    Optional<FileLock> lock() throws IOException {
        FileChannel channel =
                FileChannel.open(
                        path.resolve("lock"),
                        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE),
                        OWNER_ONLY);
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException _) {
            // Held by this very program.
        }
        if (lock == null) {
            channel.close();
        }
        return Optional.ofNullable(lock);
    }
}
