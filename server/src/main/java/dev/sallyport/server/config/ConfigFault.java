package dev.sallyport.server.config;

/// One thing wrong with the settings: where it was said, what was said, what would be right.
public record ConfigFault(String key, String value, String expectation, String source) {
    /// One line for an operator.
    public String line() {
        return key + ": '" + value + "' (expected: " + expectation + "; from " + source + ")";
    }
}
