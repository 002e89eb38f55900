package dev.sallyport.server.documents;

import java.util.Arrays;
import java.util.Optional;

/// Where the connections of an SSH session may lead.
public enum SshForwarding {
    NONE("none"),

    /// The node itself, and listeners on it.
    NODE("node"),

    /// Every host the node can reach, but the forbidden ones.
    ANYWHERE("anywhere");

    private final String wireName;

    SshForwarding(String wireName) {
        this.wireName = wireName;
    }

    /// As documents and policies write it.
    public String wireName() {
        return wireName;
    }

    public static Optional<SshForwarding> find(String wireName) {
        return Arrays.stream(values()).filter(it -> it.wireName.equals(wireName)).findFirst();
    }
}
