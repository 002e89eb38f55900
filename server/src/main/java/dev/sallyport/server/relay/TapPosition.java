package dev.sallyport.server.relay;

import dev.sallyport.server.relay.TapEvent.Said;
import java.util.List;

/// How much of a session is stored.
///
/// @param nextDown the node's first frame number that is not
/// @param nextUp the client's first frame number that is not
/// @param printing whether the node has printed anything
/// @param said the server's own lines so far, in order
public record TapPosition(long nextDown, long nextUp, boolean printing, List<Said> said) {
    /// Nothing stored yet.
    public static final TapPosition START = new TapPosition(0, 0, false, List.of());

    public TapPosition {
        said = List.copyOf(said);
    }

    long next(Direction direction) {
        return direction == Direction.DOWN ? nextDown : nextUp;
    }

    List<Said> said(Direction direction) {
        return direction == Direction.DOWN ? said : List.of();
    }
}
