package dev.sallyport.audit.recording;

import static dev.sallyport.audit.recording.Recordings.HEADER;
import static dev.sallyport.audit.recording.Recordings.output;
import static dev.sallyport.audit.recording.Recordings.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordingWriterTest {
    private final MemoryFile file = new MemoryFile();
    private final RecordingBuffers buffers = new RecordingBuffers();

    @Test
    void writesAnAsciicastThatOtherToolsRead() throws Exception {
        RecordingWriter writer = RecordingWriter.start(file, HEADER, buffers);
        writer.write(List.of(output(250, "$ ")), buffers);
        writer.rest(buffers);

        String plain;
        try (ZstdInputStream in = new ZstdInputStream(file.toStream())) {
            plain = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(plain)
                .isEqualTo(
                        """
                        {"version":2,"width":80,"height":24,"timestamp":1893499200,\
                        "env":{"TERM":"xterm-256color"},"sallyport":{"session":"alice-0abc",\
                        "node":"mi-0123456789abcdef0",\
                        "owner":"arn:aws:iam::111122223333:user/alice",\
                        "document":"SSM-SessionManagerRunShell",\
                        "start":"2030-01-01T12:00:00Z","content":"terminal"}}
                        [0.250000,"o","$ "]
                        """);
    }

    @Test
    void showsEveryWrittenEventToAReaderWhileItGoesOn() throws Exception {
        RecordingWriter writer = RecordingWriter.start(file, HEADER, buffers);
        assertThat(read(file.toStream())).isEmpty();

        writer.write(List.of(output(1, "one"), output(2, "two")), buffers);
        assertThat(read(file.toStream())).containsExactly(output(1, "one"), output(2, "two"));

        writer.write(List.of(output(3, "three")), buffers);
        assertThat(read(file.toStream())).hasSize(3);
    }

    @Test
    void goesOnInANewFrameAfterARest() throws Exception {
        RecordingWriter writer = RecordingWriter.start(file, HEADER, buffers);
        writer.write(List.of(output(1, "one")), buffers);
        writer.rest(buffers);
        assertThat(writer.isResting()).isTrue();

        writer.write(List.of(output(2, "two")), buffers);

        assertThat(writer.isResting()).isFalse();
        assertThat(read(file.toStream())).containsExactly(output(1, "one"), output(2, "two"));
    }

    @Test
    void writesEventsLargerThanItsBuffers() throws Exception {
        byte[] noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        String large = new String(noise, StandardCharsets.ISO_8859_1);
        RecordingWriter writer = RecordingWriter.start(file, HEADER, buffers);

        writer.write(List.of(output(1, large), output(2, "after")), buffers);

        assertThat(read(file.toStream())).containsExactly(output(1, large), output(2, "after"));
    }

    @Test
    void endsAFrameThatHasGrownLarge() throws Exception {
        RecordingWriter writer = RecordingWriter.start(file, HEADER, buffers);

        writer.write(List.of(output(1, "x".repeat(1 << 20))), buffers);

        assertThat(writer.isResting()).isTrue();
    }

    @Test
    void readsTheHeaderBack() throws Exception {
        RecordingWriter.start(file, HEADER, buffers).rest(buffers);

        try (RecordingReader reader = RecordingReader.open(file.toStream())) {
            assertThat(reader.header()).isEqualTo(HEADER);
            assertThat(reader.next()).isEmpty();
            assertThat(reader.isTorn()).isFalse();
        }
    }

    @Test
    void refusesAFileThatIsNoRecording() {
        byte[] text = "PK not zstd at all, but long enough".getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> RecordingReader.open(new ByteArrayInputStream(text)))
                .isInstanceOf(MalformedRecordingException.class);
        assertThatThrownBy(() -> RecordingReader.open(new ByteArrayInputStream(new byte[0])))
                .isInstanceOf(MalformedRecordingException.class);
    }
}
