package dev.sallyport.cli.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.recording.RecordingBuffers;
import dev.sallyport.audit.recording.RecordingEvent;
import dev.sallyport.audit.recording.RecordingHeader;
import dev.sallyport.audit.recording.RecordingHeader.Content;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DigestTest {
    private static RecordingReader recording(Content content, RecordingEvent... events)
            throws Exception {
        RecordingHeader header =
                new RecordingHeader(
                        new SessionId("alice-1"),
                        new NodeId("mi-0123456789abcdef0"),
                        "arn:aws:iam::1:user/alice",
                        "AWS-StartSSHSession",
                        Instant.parse("2030-01-01T12:00:00Z"),
                        content);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        RecordingBuffers buffers = new RecordingBuffers();
        RecordingWriter writer = RecordingWriter.start(Channels.newChannel(file), header, buffers);
        writer.write(List.of(events), buffers);
        writer.rest(buffers);
        return RecordingReader.open(new ByteArrayInputStream(file.toByteArray()));
    }

    private static RecordingEvent carried(int second, int frames, int down, int up) {
        return new RecordingEvent.Carried(Duration.ofSeconds(second), frames, down, frames, up);
    }

    @Test
    void countsWhatATerminalShowed() throws Exception {
        RecordingReader recording =
                recording(
                        Content.TERMINAL,
                        new RecordingEvent.Output(Duration.ofSeconds(1), Bytes.ofUtf8("abc")),
                        new RecordingEvent.Input(Duration.ofSeconds(2), Bytes.ofUtf8("d")));

        assertThat(Digest.of(recording)).isEqualTo(new Digest(Duration.ofSeconds(2), 2, 3, 0, 0));
    }

    @Test
    void countsWhatAPortCarriedOverARestartOfTheServer() throws Exception {
        RecordingReader recording =
                recording(
                        new Content.Opaque(Optional.of("localhost:22")),
                        carried(5, 10, 1000, 100),
                        carried(10, 20, 3000, 300),
                        new RecordingEvent.Marker(Duration.ofSeconds(11), "server restarted"),
                        carried(15, 1, 50, 5),
                        carried(20, 2, 70, 7));

        Digest digest = Digest.of(recording);

        assertThat(digest.downBytes()).isEqualTo(3070);
        assertThat(digest.upBytes()).isEqualTo(307);
        assertThat(recording.header().content())
                .isEqualTo(new Content.Opaque(Optional.of("localhost:22")));
    }
}
