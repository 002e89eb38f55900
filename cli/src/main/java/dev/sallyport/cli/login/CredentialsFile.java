package dev.sallyport.cli.login;

import dev.sallyport.cli.outcome.ExitCode;
import dev.sallyport.cli.outcome.Failure;
import dev.sallyport.protocol.sigv4.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// `~/.aws/credentials`, changed by its owner's leave.
public final class CredentialsFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final String ID = "aws_access_key_id";
    private static final String SECRET = "aws_secret_access_key";

    private final Path path;

    public CredentialsFile(Path path) {
        this.path = path;
    }

    /// Keeps temporary credentials under a profile's name, as aws-mfa does.
    public void keep(String profile, Temporary credentials) {
        change(text -> text.set(profile, credentials.values()), profile, credentials);
    }

    /// The same, and moves the profile's own long-term key into a section of its own first.
    public void keep(String profile, Temporary credentials, String apart, SigningKey longTerm) {
        Map<String, String> key = new LinkedHashMap<>();
        key.put(ID, longTerm.accessKeyId());
        key.put(SECRET, longTerm.secretKey().<String>reveal(secret -> secret));
        change(
                text -> {
                    text.set(apart, key);
                    text.set(profile, credentials.values());
                },
                profile,
                credentials);
    }

    /// Whether others than the owner can read the file.
    public boolean isOpenToOthers() {
        try {
            return !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path));
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    private interface Change {
        void to(IniText text);
    }

    private void change(Change change, String profile, Temporary credentials) {
        try {
            // A link stays a link: what it leads to is replaced.
            Path file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            IniText text = new IniText(read(file));
            change.to(text);
            text.remove(profile, credentials.leftOver());
            write(file, text.toString());
        } catch (IOException | UncheckedIOException e) {
            throw new Failure(ExitCode.FAILED, "cannot write " + path + ": " + e.getMessage());
        } catch (IllegalArgumentException _) {
            throw new Failure(
                    ExitCode.FAILED,
                    "the server's credentials cannot be kept in a file: they have a line's end");
        }
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException _) {
            return "";
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path folder = file.resolve("..").normalize();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, permissions(PosixFilePermissions.fromString("rwx------")));
        }
        Set<PosixFilePermission> mode =
                Files.exists(file) ? Files.getPosixFilePermissions(file) : OWNER_ONLY;
        Path fresh = Files.createTempFile(folder, ".credentials", "", permissions(OWNER_ONLY));
        try {
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.setPosixFilePermissions(fresh, mode);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(
            Set<PosixFilePermission> mode) {
        return PosixFilePermissions.asFileAttribute(mode);
    }
}
