package dev.sallyport.cli.command;

import java.util.stream.Stream;

/// A node as lists and names need it. `name` is its `Name` tag, or its activation's name for nodes.
record NodeEntry(String id, String name, String computerName, boolean online) {
    /// The id written as that of an EC2 instance.
    String twin() {
        return id.startsWith("mi-") ? id.substring(1) : id;
    }

    /// Everything a user may call it by.
    Stream<String> names() {
        return Stream.of(id, twin(), name, computerName).filter(text -> !text.isEmpty());
    }
}
