package dev.sallyport.policy.language;

/// A place in a policy's text, both counted from 1.
public record Position(int line, int column) {
    /// Where a text begins.
    public static final Position START = new Position(1, 1);
}
