package dev.sallyport.audit.recording;

import java.util.Locale;

/// Which way a recorded frame went.
public enum Heading {
    /// From the node to the client.
    DOWN,

    /// From the client to the node.
    UP;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
