package dev.sallyport.server.documents;

import java.util.Arrays;
import java.util.Optional;

/// What kind of stream a session carries; the node's plugin of that name serves it.
public enum SessionType {
    STANDARD_STREAM("Standard_Stream"),
    INTERACTIVE_COMMANDS("InteractiveCommands"),
    NON_INTERACTIVE_COMMANDS("NonInteractiveCommands"),
    PORT("Port"),

    /// Ours: SSH that ends at our agent. A stock agent has no plugin of this name.
    SSH("Ssh"),

    /// Ours: files and folders, one way. A stock agent has no plugin of this name.
    FILES("Files");

    private final String wireName;

    SessionType(String wireName) {
        this.wireName = wireName;
    }

    /// As documents write it; upper and lower case count.
    public String wireName() {
        return wireName;
    }

    public static Optional<SessionType> find(String wireName) {
        return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
    }
}
