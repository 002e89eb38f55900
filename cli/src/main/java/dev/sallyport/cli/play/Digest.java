package dev.sallyport.cli.play;

import dev.sallyport.audit.recording.MalformedRecordingException;
import dev.sallyport.audit.recording.RecordingEvent;
import dev.sallyport.audit.recording.RecordingReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// A recording in a few numbers.
///
/// @param outputBytes of a terminal
/// @param downBytes of a forwarded port, towards the client
/// @param upBytes of a forwarded port, towards the node
public record Digest(Duration lasted, long events, long outputBytes, long downBytes, long upBytes) {
    /// Reads the recording to its end.
    public static Digest of(RecordingReader recording)
            throws IOException, MalformedRecordingException {
        Duration lasted = Duration.ZERO;
        long events = 0;
        long output = 0;
        Carriage carriage = new Carriage();
        for (Optional<RecordingEvent> event = recording.next();
                event.isPresent();
                event = recording.next()) {
            events++;
            lasted = event.orElseThrow().at();
            if (event.orElseThrow() instanceof RecordingEvent.Output printed) {
                output += printed.bytes().size();
            } else if (event.orElseThrow() instanceof RecordingEvent.Carried carried) {
                carriage.add(carried);
            }
        }
        return new Digest(lasted, events, output, carriage.down, carriage.up);
    }

    /// Each run of the server counts from zero.
    private static final class Carriage {
        private RecordingEvent.Carried last = new RecordingEvent.Carried(Duration.ZERO, 0, 0, 0, 0);
        private long down;
        private long up;

        void add(RecordingEvent.Carried next) {
            boolean goesOn =
                    next.downFrames() >= last.downFrames() && next.upFrames() >= last.upFrames();
            down += next.downBytes() - (goesOn ? last.downBytes() : 0);
            up += next.upBytes() - (goesOn ? last.upBytes() : 0);
            last = next;
        }
    }
}
