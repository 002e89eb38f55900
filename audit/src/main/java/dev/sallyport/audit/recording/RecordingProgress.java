package dev.sallyport.audit.recording;

import dev.sallyport.audit.recording.RecordingEvent.Said;
import java.util.List;

/// How far a recording goes.
///
/// @param nextDown the node's first frame number that it does not hold yet
/// @param nextUp the client's first frame number that it does not hold yet
/// @param printing whether the node has printed anything
/// @param said the server's own lines, in order
public record RecordingProgress(long nextDown, long nextUp, boolean printing, List<Said> said) {
    /// Nothing recorded yet.
    public static final RecordingProgress START = new RecordingProgress(0, 0, false, List.of());

    public RecordingProgress {
        said = List.copyOf(said);
    }
}
