package dev.sallyport.server.recordings;

import dev.sallyport.audit.recording.RecordingEvent;
import dev.sallyport.server.relay.TapEvent;
import java.time.Duration;
import java.util.function.Consumer;

/// Says what of a session is written down. Recorder thread only.
@FunctionalInterface
interface Scribe {
    /// The lines for one event; it goes on its way only after they are stored.
    void write(TapEvent event, Duration at, Consumer<RecordingEvent> out)
            throws RefusedContentException;

    /// Nothing more comes: what is still to be said.
    default void finish(Duration at, Consumer<RecordingEvent> out) {}
}
