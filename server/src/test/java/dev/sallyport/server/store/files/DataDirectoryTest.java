package dev.sallyport.server.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir private Path parent;

    @Test
    void isNobodyElsesToRead() throws IOException {
        Path path = Files.createDirectory(parent.resolve("data"));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));

        DataDirectory.open(path).masterKey(RANDOM);

        assertThat(mode(path)).isEqualTo("rwx------");
        assertThat(mode(path.resolve("master.key"))).isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(path)) {
            assertThat(files).containsExactly(path.resolve("master.key"));
        }
    }

    @Test
    void keepsTheKeyItMade() {
        DataDirectory directory = DataDirectory.open(parent.resolve("some/where"));

        var made = directory.masterKey(RANDOM).reveal();

        assertThat(directory.masterKey(RANDOM).reveal()).isEqualTo(made);
    }

    @Test
    void doesNotStartOnADamagedKey() throws IOException {
        Path path = parent.resolve("data");
        DataDirectory directory = DataDirectory.open(path);
        Files.writeString(path.resolve("master.key"), "c2hvcnQ=\n");

        assertThatThrownBy(() -> directory.masterKey(RANDOM))
                .hasMessage(path.resolve("master.key") + " holds no master key");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
