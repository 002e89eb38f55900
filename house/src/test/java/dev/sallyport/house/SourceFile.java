package dev.sallyport.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// One source file, named from the repository's root.
record SourceFile(String name, String text) {
    static SourceFile read(Path file) {
        try {
            return new SourceFile(House.ROOT.relativize(file).toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String simpleName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    String folder() {
        return name.substring(0, name.lastIndexOf('/'));
    }

    int lines() {
        return (int) text.lines().count();
    }
}
