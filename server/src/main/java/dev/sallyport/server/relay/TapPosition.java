package dev.sallyport.server.relay;

/// The first sequence number per direction that is not stored yet.
public record TapPosition(long nextDown, long nextUp) {
    /// Nothing stored yet.
    public static final TapPosition START = new TapPosition(0, 0);

    long next(Direction direction) {
        return direction == Direction.DOWN ? nextDown : nextUp;
    }
}
