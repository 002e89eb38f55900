package dev.sallyport.server.identity.directory;

import java.time.Instant;

/// What every entity has: an id that never changes, a path and a name that may, and a birthday.
public record Label(String id, String path, String name, Instant created) {
    public Label {
        if (!path.startsWith("/") || !path.endsWith("/")) {
            throw new IllegalArgumentException("path: " + path + " (expected: /.../)");
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name: empty (expected: a name)");
        }
    }

    public Label renamed(String newPath, String newName) {
        return new Label(id, newPath, newName, created);
    }
}
