package dev.sallyport.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A folder that ends up holding exactly what was written to it.
final class Output {
    private final Path root;
    private final Set<Path> written = new HashSet<>();

    Output(Path root) {
        this.root = root;
    }

    /// Leaves a file alone whose text did not change: its time stamp tells the compiler so.
    void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        written.add(file);
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return;
        }
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    void deleteStale() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> stale =
                    files.filter(Files::isRegularFile).filter(f -> !written.contains(f)).toList();
            for (Path file : stale) {
                Files.delete(file);
            }
        }
    }
}
