package dev.sallyport.cli.play;

import dev.sallyport.audit.recording.Heading;
import dev.sallyport.audit.recording.MalformedRecordingException;
import dev.sallyport.audit.recording.RecordingEvent;
import dev.sallyport.audit.recording.RecordingReader;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Shows a recording.
public final class Player {
    // What a recorded program may have left behind: colours, hidden cursor, other screen, margins.
    private static final byte[] TIDY =
            "\u001b[?1049l\u001b[!p\u001b[0m\u001b[?25h\r\n".getBytes(StandardCharsets.US_ASCII);

    private final RecordingReader recording;
    private final OutputStream out;

    public Player(RecordingReader recording, OutputStream out) {
        this.recording = recording;
        this.out = out;
    }

    /// Lets time pass, and knows how much has.
    public interface Clock {
        long nanos();

        void sleep(Duration duration) throws InterruptedException;
    }

    /// Writes every byte the screen got, at once and unchanged.
    public void transcript() throws IOException, MalformedRecordingException {
        for (Optional<RecordingEvent> event = recording.next();
                event.isPresent();
                event = recording.next()) {
            out.write(screenBytes(event.orElseThrow()).toArray());
        }
        out.flush();
    }

    /// Shows it as it was seen. `bare` turns the filter off.
    public void show(Pace pace, Clock clock, boolean bare)
            throws IOException, MalformedRecordingException, InterruptedException {
        SafeOutput filter = new SafeOutput();
        Duration shownUpTo = Duration.ZERO;
        // Waiting is measured against the start: small delays must not add up over an hour.
        long due = clock.nanos();
        for (Optional<RecordingEvent> event = recording.next();
                event.isPresent();
                event = recording.next()) {
            Bytes bytes = screenBytes(event.orElseThrow());
            if (bytes.isEmpty()) {
                continue;
            }
            Duration at = event.orElseThrow().at();
            due += pace.rest(at.minus(shownUpTo)).toNanos();
            shownUpTo = at;
            long left = due - clock.nanos();
            if (left > 0) {
                clock.sleep(Duration.ofNanos(left));
            }
            out.write((bare ? bytes : filter.pass(bytes)).toArray());
            out.flush();
        }
    }

    /// Puts the terminal back into a state to work with.
    public void tidy() {
        try {
            out.write(TIDY);
            out.flush();
        } catch (IOException _) {
            // A terminal that has gone away needs none.
        }
    }

    // The public plugin shows all three alike; a transcript must not know better.
    private static Bytes screenBytes(RecordingEvent event) {
        return switch (event) {
            case RecordingEvent.Output(_, Bytes bytes) -> bytes;
            case RecordingEvent.Said(_, _, Bytes bytes) -> bytes;
            case RecordingEvent.Other(_, Heading heading, int type, Bytes payload) -> {
                boolean shown = type == PayloadTypes.ERROR_OUTPUT || type == PayloadTypes.EXIT_CODE;
                yield heading == Heading.DOWN && shown ? payload : Bytes.EMPTY;
            }
            case RecordingEvent.Input _,
                    RecordingEvent.Resize _,
                    RecordingEvent.Repeated _,
                    RecordingEvent.Sealed _,
                    RecordingEvent.Carried _,
                    RecordingEvent.Copied _,
                    RecordingEvent.Marker _,
                    RecordingEvent.Unknown _ ->
                    Bytes.EMPTY;
        };
    }
}
