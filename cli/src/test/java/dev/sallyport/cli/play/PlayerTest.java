package dev.sallyport.cli.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.recording.Heading;
import dev.sallyport.audit.recording.RecordingBuffers;
import dev.sallyport.audit.recording.RecordingEvent;
import dev.sallyport.audit.recording.RecordingEvent.Input;
import dev.sallyport.audit.recording.RecordingEvent.Marker;
import dev.sallyport.audit.recording.RecordingEvent.Other;
import dev.sallyport.audit.recording.RecordingEvent.Output;
import dev.sallyport.audit.recording.RecordingEvent.Resize;
import dev.sallyport.audit.recording.RecordingEvent.Said;
import dev.sallyport.audit.recording.RecordingHeader;
import dev.sallyport.audit.recording.RecordingReader;
import dev.sallyport.audit.recording.RecordingWriter;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlayerTest {
    private static final List<RecordingEvent> EVENTS =
            List.of(
                    new Resize(Duration.ZERO, 80, 24),
                    new Output(Duration.ofSeconds(1), Bytes.ofUtf8("one ")),
                    new Input(Duration.ofSeconds(2), Bytes.ofUtf8("typed")),
                    new Output(Duration.ofSeconds(3), Bytes.ofHex("c3ff1b5b366e")),
                    new Other(Duration.ofSeconds(3), Heading.DOWN, 11, Bytes.ofUtf8(" error")),
                    new Other(Duration.ofSeconds(3), Heading.UP, 6, Bytes.ofUtf8("handshake")),
                    new Output(Duration.ofSeconds(63), Bytes.ofUtf8(" two")),
                    new Marker(Duration.ofSeconds(64), "ended: exit"));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final SlowClock clock = new SlowClock();

    @Test
    void writesATranscriptByteForByte() throws Exception {
        player().transcript();

        assertThat(bytes())
                .isEqualTo(
                        Bytes.ofHex(
                                "6f6e6520" + "c3ff1b5b366e" + Bytes.ofUtf8(" error two").toHex()));
    }

    @Test
    void showsTheServersOwnLinesInTheirPlace() throws Exception {
        List<RecordingEvent> events =
                List.of(
                        new Output(Duration.ZERO, Bytes.ofUtf8("one")),
                        new Said(Duration.ZERO, 1, Bytes.ofUtf8("\r\nsoon\r\n")),
                        new Output(Duration.ZERO, Bytes.ofUtf8("two")));

        player(events).transcript();
        assertThat(bytes().toUtf8()).isEqualTo("one\r\nsoon\r\ntwo");

        out.reset();
        player(events).show(Pace.AS_IT_WAS, clock, false);
        assertThat(bytes().toUtf8()).isEqualTo("one\r\nsoon\r\ntwo");
    }

    @Test
    void restsAsItWas() throws Exception {
        player().show(Pace.AS_IT_WAS, clock, false);

        assertThat(clock.rests)
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(60));
    }

    @Test
    void restsShorterWhenAskedTo() throws Exception {
        player().show(new Pace(2, Duration.ofSeconds(1)), clock, false);

        assertThat(clock.rests)
                .containsExactly(
                        Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofMillis(500));
    }

    @Test
    void makesUpForTimeLost() throws Exception {
        clock.late = Duration.ofMillis(300);

        player().show(Pace.AS_IT_WAS, clock, false);

        assertThat(clock.rests)
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofMillis(1700), Duration.ofMillis(59700));
    }

    @Test
    void filtersWhatIsShown() throws Exception {
        player().show(Pace.AS_IT_WAS, clock, false);

        assertThat(bytes().toUtf8()).endsWith(" error two").doesNotContain("\u001b");
    }

    @Test
    void showsEverythingWhenAskedTo() throws Exception {
        player().show(Pace.AS_IT_WAS, clock, true);

        assertThat(bytes().toHex()).contains("c3ff1b5b366e");
    }

    private Bytes bytes() {
        return Bytes.wrap(out.toByteArray());
    }

    private Player player() throws Exception {
        return player(EVENTS);
    }

    private Player player(List<RecordingEvent> events) throws Exception {
        RecordingHeader header =
                new RecordingHeader(
                        new SessionId("alice-1"),
                        new NodeId("mi-0123456789abcdef0"),
                        "arn:aws:iam::1:user/alice",
                        "SSM-SessionManagerRunShell",
                        Instant.parse("2030-01-01T12:00:00Z"),
                        RecordingHeader.Content.TERMINAL);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        RecordingBuffers buffers = new RecordingBuffers();
        RecordingWriter writer = RecordingWriter.start(Channels.newChannel(file), header, buffers);
        writer.write(events, buffers);
        writer.rest(buffers);
        return new Player(RecordingReader.open(new ByteArrayInputStream(file.toByteArray())), out);
    }

    /// Sleeps at once, and a little too long if told to.
    private static final class SlowClock implements Player.Clock {
        final List<Duration> rests = new ArrayList<>();
        Duration late = Duration.ZERO;
        private long now = 1_000;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void sleep(Duration duration) {
            rests.add(duration);
            now += duration.plus(late).toNanos();
        }
    }
}
