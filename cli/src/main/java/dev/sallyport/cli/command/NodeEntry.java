package dev.sallyport.cli.command;

import java.util.Map;
import java.util.stream.Stream;

/// A node as lists and names need it. `name` is its `Name` tag, or its activation's name for nodes.
///
/// @param computerName what the node says of itself, so nothing to trust
record NodeEntry(
        String id, String name, String computerName, boolean online, Map<String, String> tags) {
    NodeEntry {
        tags = Map.copyOf(tags);
    }

    NodeEntry(String id, String name, String computerName, boolean online) {
        this(id, name, computerName, online, Map.of());
    }

    /// The id written as that of an EC2 instance.
    String twin() {
        return id.startsWith("mi-") ? id.substring(1) : id;
    }

    /// Everything a user may call it by.
    Stream<String> names() {
        return Stream.of(id, twin(), name, computerName).filter(text -> !text.isEmpty());
    }

    /// What people see of it where one word must do.
    String shown() {
        return name.isEmpty() ? computerName.isEmpty() ? id : computerName : name;
    }

    /// The id with its name, for sentences.
    String described() {
        return shown().equals(id) ? id : id + " (" + shown() + ")";
    }
}
