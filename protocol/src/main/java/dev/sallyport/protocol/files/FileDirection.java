package dev.sallyport.protocol.files;

import java.util.Arrays;
import java.util.Optional;

/// Which way a session copies.
public enum FileDirection {
    /// From the client to the node: the node receives.
    UPLOAD("upload"),
    /// From the node to the client: the node sends.
    DOWNLOAD("download");

    private final String word;

    FileDirection(String word) {
        this.word = word;
    }

    /// As documents and recordings write it.
    public String word() {
        return word;
    }

    public static Optional<FileDirection> find(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}
