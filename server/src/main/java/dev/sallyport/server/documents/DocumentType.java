package dev.sallyport.server.documents;

import java.util.Arrays;
import java.util.Optional;

/// What a document is for. AWS knows more types; these are the ones served here.
public enum DocumentType {
    SESSION("Session"),
    COMMAND("Command");

    private final String wireName;

    DocumentType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<DocumentType> find(String wireName) {
        return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
    }
}
