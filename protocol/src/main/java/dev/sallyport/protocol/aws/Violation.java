package dev.sallyport.protocol.aws;

import java.util.Optional;

/// One constraint a request does not keep. `shown` is the offending value, absent when it must not
/// be echoed; `missing` says that the value is not there at all.
public record Violation(String path, boolean missing, Optional<String> shown, String constraint) {
    String text() {
        String value = missing ? "null " : shown.map(v -> "'" + v + "' ").orElse("");
        return "Value %sat '%s' failed to satisfy constraint: %s"
                .formatted(value, path, constraint);
    }
}
