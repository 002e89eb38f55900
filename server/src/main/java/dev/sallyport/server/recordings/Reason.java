package dev.sallyport.server.recordings;

import java.io.IOException;
import java.nio.file.FileSystemException;

/// Why a file cannot be written, in words that name no path: users read them.
final class Reason {
    private Reason() {}

    static String of(IOException e) {
        String text = e instanceof FileSystemException named ? named.getReason() : e.getMessage();
        return text == null ? e.getClass().getSimpleName() : text;
    }
}
