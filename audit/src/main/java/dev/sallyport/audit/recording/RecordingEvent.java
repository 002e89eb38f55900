package dev.sallyport.audit.recording;

import dev.sallyport.protocol.Bytes;
import java.time.Duration;

/// One line of a recording. `at` counts from the session's start.
public sealed interface RecordingEvent {
    Duration at();

    /// Bytes the node printed.
    record Output(Duration at, Bytes bytes) implements RecordingEvent {}

    /// Bytes the client typed.
    record Input(Duration at, Bytes bytes) implements RecordingEvent {}

    /// The client's terminal has another size.
    record Resize(Duration at, int cols, int rows) implements RecordingEvent {}

    /// Any other numbered frame, such as those of the handshake.
    record Other(Duration at, Heading heading, int payloadType, Bytes payload)
            implements RecordingEvent {}

    /// A numbered frame whose content is encrypted between the two ends: how many bytes it had.
    record Sealed(Duration at, Heading heading, long size) implements RecordingEvent {}

    /// A frame that went on a second time, when it could no longer be told whether its content was
    /// the recorded one.
    record Repeated(Duration at, Heading heading, long sequence, int payloadType, Bytes payload)
            implements RecordingEvent {}

    /// What an opaque session has carried up to here; each run of the server counts from zero.
    record Carried(Duration at, long downFrames, long downBytes, long upFrames, long upBytes)
            implements RecordingEvent {}

    /// A file of a session that copies files, and what became of it.
    record Copied(Duration at, CopiedFile file) implements RecordingEvent {}

    /// A line of the server's own among the node's output, which the client got as the frame of
    /// this number. The node's frames behind it reached the client under numbers higher by one.
    record Said(Duration at, long sequence, Bytes bytes) implements RecordingEvent {}

    /// A turn in the session's life, such as `ended: idle`.
    record Marker(Duration at, String text) implements RecordingEvent {}

    /// A line this version does not know.
    record Unknown(Duration at, String code, String text) implements RecordingEvent {}
}
