package dev.sallyport.server.recordings;

import dev.sallyport.protocol.SessionId;
import java.nio.file.Path;
import java.time.Instant;

/// One recording on disk.
public record RecordingFile(
        SessionId session, Path path, long size, Instant modified, State state) {
    /// Whether more is to come.
    public enum State {
        RECORDING,
        CLOSED
    }
}
