package dev.sallyport.server.store.files;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.server.identity.MasterKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/// The directory that holds everything the server must keep.
public final class DataDirectory {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path path;

    private DataDirectory(Path path) {
        this.path = path;
    }

    /// Makes the directory when it is not there, and shuts it to others in any case.
    public static DataDirectory open(Path path) {
        try {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, OWNER_ONLY);
            return new DataDirectory(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the data directory " + path, e);
        }
    }

    public Path databaseFile() {
        return path.resolve("sallyport.db");
    }

    /// The key of this installation, made at the first call.
    public MasterKey masterKey(SecureRandom random) {
        Path file = path.resolve("master.key");
        try {
            if (Files.notExists(file)) {
                create(file, MasterKey.generate(random));
            }
            return MasterKey.of(Bytes.ofBase64(Files.readString(file).strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(file + " holds no master key", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    // Written aside and linked into place: a crash leaves no half key, and of two processes that
    // start at once one wins and both use its key.
    private static void create(Path file, MasterKey key) throws IOException {
        Path aside = Files.createTempFile(file.getParent(), "master", ".new", PRIVATE_FILE);
        try {
            try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                Bytes line = Bytes.ofUtf8(key.reveal().toBase64() + "\n");
                ByteBuffer rest = line.asReadOnlyBuffer();
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException _) {
            // The other process's key is read next.
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
