package dev.sallyport.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// An open folder. Whatever is done in it is done by its handle and the single name of an entry,
/// and no link is followed.
final class Folder implements Closeable {
    private static final Path HERE = Path.of(".");

    private final SecureDirectoryStream<Path> handle;

    private Folder(SecureDirectoryStream<Path> handle) {
        this.handle = handle;
    }

    /// Opens a folder by its path, links and all.
    // Kept open on purpose.
    @SuppressWarnings("StreamResourceLeak")
    static Folder open(Path path) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(path);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new Folder(secure);
        }
        stream.close();
        throw new IOException("this system cannot keep a folder open, which copying safely needs");
    }

    /// Opens a folder in it.
    Folder enter(String name) throws IOException {
        return enter(Path.of(name));
    }

    /// The same by several names in a row: only the last is sure not to be a link.
    Folder enter(Path names) throws IOException {
        return new Folder(handle.newDirectoryStream(names, LinkOption.NOFOLLOW_LINKS));
    }

    Optional<Look> look(String name) throws IOException {
        return look(Path.of(name));
    }

    Optional<Look> look(Path name) throws IOException {
        try {
            return Optional.of(Look.of(view(name).readAttributes()));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private PosixFileAttributeView view(Path name) {
        return handle.getFileAttributeView(
                name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    /// The names of its entries in order; those no text can stand for are left to the caller.
    List<Path> names() throws IOException {
        List<Path> names = new ArrayList<>();
        try (DirectoryStream<Path> again = handle.newDirectoryStream(HERE)) {
            for (Path entry : again) {
                names.add(entry.getFileName());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.sort(null);
        return names;
    }

    FileChannel read(String name) throws IOException {
        return channel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /// A new file that nobody else can read yet.
    FileChannel create(String name) throws IOException {
        SeekableByteChannel channel =
                handle.newByteChannel(
                        Path.of(name),
                        Set.of(
                                StandardOpenOption.WRITE,
                                StandardOpenOption.CREATE_NEW,
                                LinkOption.NOFOLLOW_LINKS),
                        PosixFilePermissions.asFileAttribute(Look.permissions(0600)));
        return (FileChannel) channel;
    }

    FileChannel change(String name) throws IOException {
        return channel(
                name,
                Set.of(
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS));
    }

    private FileChannel channel(String name, Set<? extends OpenOption> options) throws IOException {
        return (FileChannel) handle.newByteChannel(Path.of(name), options);
    }

    void setMode(String name, int mode) throws IOException {
        view(Path.of(name)).setPermissions(Look.permissions(mode));
    }

    void setTime(String name, long micros) throws IOException {
        view(Path.of(name)).setTimes(FileTime.from(micros, TimeUnit.MICROSECONDS), null, null);
    }

    /// Of the folder itself.
    void setOwn(int mode, long micros) throws IOException {
        PosixFileAttributeView own = handle.getFileAttributeView(PosixFileAttributeView.class);
        own.setTimes(FileTime.from(micros, TimeUnit.MICROSECONDS), null, null);
        own.setPermissions(Look.permissions(mode));
    }

    /// Puts an entry of it under a name of another folder, in place of a file or link of that name.
    void move(String name, Folder to, String as) throws IOException {
        handle.move(Path.of(name), to.handle, Path.of(as));
    }

    void delete(String name) throws IOException {
        handle.deleteFile(Path.of(name));
    }

    /// Deletes a folder of it with all that is in it, and follows no link meanwhile.
    void deleteFolder(Path name) throws IOException {
        try (Folder doomed = enter(name)) {
            for (Path entry : doomed.names()) {
                boolean folder =
                        doomed.look(entry).filter(it -> it.is(Look.Kind.FOLDER)).isPresent();
                if (folder) {
                    doomed.deleteFolder(entry);
                } else {
                    doomed.handle.deleteFile(entry);
                }
            }
        } catch (NotDirectoryException e) {
            handle.deleteFile(name);
            return;
        }
        handle.deleteDirectory(name);
    }

    @Override
    public void close() {
        try {
            handle.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a folder cannot fail", e);
        }
    }
}
