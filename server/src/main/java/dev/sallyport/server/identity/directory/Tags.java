package dev.sallyport.server.identity.directory;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Keeps tags in the order of their keys, so that every listing shows them alike.
final class Tags {
    private Tags() {}

    static Map<String, String> ordered(Map<String, String> tags) {
        return Collections.unmodifiableMap(new TreeMap<>(tags));
    }
}
