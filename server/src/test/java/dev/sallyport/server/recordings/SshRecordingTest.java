package dev.sallyport.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.recording.Heading;
import dev.sallyport.audit.recording.RecordingEvent;
import dev.sallyport.audit.recording.RecordingHeader;
import dev.sallyport.audit.recording.RecordingReader;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.channel.TerminalSize;
import dev.sallyport.protocol.ssh.ScreenRecord;
import dev.sallyport.server.relay.Direction;
import dev.sallyport.server.relay.Tap;
import dev.sallyport.server.relay.TapEvent;
import dev.sallyport.server.relay.TapEvent.Sealed;
import dev.sallyport.server.relay.TapEvent.Streamed;
import dev.sallyport.server.relay.TapPosition;
import dev.sallyport.server.relay.TapResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshRecordingTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final SessionId SESSION = new SessionId("alice-0abc");
    private static final Duration AT = Duration.ofSeconds(2);

    @TempDir Path folder;

    private Recordings recordings() throws IOException {
        return Recordings.open(
                new RecordingsConfig(folder, 0, 1),
                InstantSource.fixed(NOON.plus(AT)),
                System::nanoTime);
    }

    private static Tap begun(Recordings recordings) {
        RecordingHeader header =
                new RecordingHeader(
                        SESSION,
                        new NodeId("mi-0123456789abcdef0"),
                        "arn:aws:iam::111122223333:user/alice",
                        "Sallyport-SSH",
                        NOON,
                        RecordingHeader.Content.SSH);
        return ((OpenOutcome.Opened) recordings.begin(header)).tap();
    }

    private static void store(Tap tap, TapEvent event) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        tap.record(
                event,
                new TapResult() {
                    @Override
                    public void stored() {
                        answer.complete("stored");
                    }

                    @Override
                    public void failed(String reason) {
                        answer.complete(reason);
                    }
                });
        assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("stored");
    }

    private static Streamed told(ScreenRecord record) {
        return new Streamed(Direction.DOWN, PayloadTypes.SCREEN, record.encode());
    }

    private List<RecordingEvent> events() throws Exception {
        List<RecordingEvent> events = new ArrayList<>();
        try (RecordingReader reader =
                RecordingReader.open(Files.newInputStream(folder.resolve("alice-0abc.cast.zst")))) {
            assertThat(reader.header().content()).isEqualTo(RecordingHeader.Content.SSH);
            for (Optional<RecordingEvent> next = reader.next();
                    next.isPresent();
                    next = reader.next()) {
                events.add(next.orElseThrow());
            }
        }
        return events;
    }

    @Test
    void keepsWhatTheNodeTellsAndCountsTheFrames() throws Exception {
        RecordingEvent frame =
                new RecordingEvent.Other(AT, Heading.DOWN, PayloadTypes.SCREEN, Bytes.EMPTY);
        try (Recordings recordings = recordings()) {
            Tap tap = begun(recordings);
            store(tap, new Sealed(Direction.UP, 40));
            store(tap, told(new ScreenRecord.Input(Bytes.ofUtf8("ls\r"))));
            store(tap, told(new ScreenRecord.Output(Bytes.ofUtf8("file"))));
            store(tap, told(new ScreenRecord.Resize(new TerminalSize(90, 30))));
            store(tap, told(new ScreenRecord.Note("channel 1: shell")));
            store(tap, new Sealed(Direction.DOWN, 1400));
        }

        assertThat(events())
                .containsExactly(
                        new RecordingEvent.Sealed(AT, Heading.UP, 40),
                        new RecordingEvent.Input(AT, Bytes.ofUtf8("ls\r")),
                        frame,
                        new RecordingEvent.Output(AT, Bytes.ofUtf8("file")),
                        frame,
                        new RecordingEvent.Resize(AT, 90, 30),
                        frame,
                        new RecordingEvent.Marker(AT, "channel 1: shell"),
                        frame,
                        new RecordingEvent.Sealed(AT, Heading.DOWN, 1400));
        try (Recordings again = recordings()) {
            assertThat(((OpenOutcome.Opened) again.resume(SESSION)).tap().position())
                    .isEqualTo(new TapPosition(5, 1, false, List.of()));
        }
    }

    @Test
    void keepsWhatItCannotReadAsItCame() throws Exception {
        Bytes unknown = Bytes.ofUtf8("?");
        try (Recordings recordings = recordings()) {
            store(begun(recordings), new Streamed(Direction.DOWN, PayloadTypes.SCREEN, unknown));
        }

        assertThat(events())
                .containsExactly(
                        new RecordingEvent.Other(AT, Heading.DOWN, PayloadTypes.SCREEN, unknown));
    }
}
