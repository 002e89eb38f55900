package dev.sallyport.audit.recording;

import dev.sallyport.audit.recording.RecordingEvent.Output;
import dev.sallyport.audit.recording.RecordingHeader.Content;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the tests of this room share.
final class Recordings {
    static final RecordingHeader HEADER =
            new RecordingHeader(
                    new SessionId("alice-0abc"),
                    new NodeId("mi-0123456789abcdef0"),
                    "arn:aws:iam::111122223333:user/alice",
                    "SSM-SessionManagerRunShell",
                    Instant.parse("2030-01-01T12:00:00Z"),
                    Content.TERMINAL);

    private Recordings() {}

    static Output output(int millis, String text) {
        return new Output(Duration.ofMillis(millis), Bytes.ofUtf8(text));
    }

    static List<RecordingEvent> read(InputStream file) throws Exception {
        try (RecordingReader reader = RecordingReader.open(file)) {
            List<RecordingEvent> events = new ArrayList<>();
            Optional<RecordingEvent> next = reader.next();
            while (next.isPresent()) {
                events.add(next.orElseThrow());
                next = reader.next();
            }
            return events;
        }
    }
}
