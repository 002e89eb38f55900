package dev.sallyport.audit.recording;

import static dev.sallyport.audit.recording.Recordings.HEADER;
import static dev.sallyport.audit.recording.Recordings.output;
import static dev.sallyport.audit.recording.Recordings.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordingRepairTest {
    private final MemoryFile file = new MemoryFile();
    private final RecordingBuffers buffers = new RecordingBuffers();

    @Test
    void goesOnAfterTheWriterDied() throws Exception {
        RecordingWriter first = RecordingWriter.start(file, HEADER, buffers);
        first.write(List.of(output(1, "one"), output(2, "two")), buffers);
        first.abandon();

        assertThat(RecordingRepair.repair(file)).contains(gone(2, 0));
        RecordingWriter second = RecordingWriter.resume(file);
        second.write(List.of(output(3, "three")), buffers);

        assertThat(read(file.toStream()))
                .containsExactly(output(1, "one"), output(2, "two"), output(3, "three"));
    }

    @Test
    void countsOneLinePerNumberedFrameAndNothingElse() throws Exception {
        Duration at = Duration.ofSeconds(1);
        RecordingWriter writer = RecordingWriter.start(file, HEADER, buffers);
        writer.write(
                List.of(
                        output(1, "one"),
                        new RecordingEvent.Other(at, Heading.DOWN, 5, Bytes.EMPTY),
                        new RecordingEvent.Other(at, Heading.UP, 6, Bytes.EMPTY),
                        new RecordingEvent.Input(at, Bytes.ofUtf8("l")),
                        new RecordingEvent.Resize(at, 80, 24),
                        new RecordingEvent.Repeated(at, Heading.UP, 1, 1, Bytes.EMPTY),
                        new RecordingEvent.Carried(at, 1, 2, 3, 4),
                        new RecordingEvent.Marker(at, "resumed")),
                buffers);

        assertThat(RecordingRepair.repair(file)).contains(gone(2, 3));
    }

    @Test
    void tellsWhatTheServerSaid() throws Exception {
        RecordingEvent.Said said = said(1, "soon");
        RecordingEvent.Said again = said(3, "very soon");
        RecordingWriter writer = RecordingWriter.start(file, HEADER, buffers);
        writer.write(List.of(output(1, "one"), said, output(1, "two"), again), buffers);

        assertThat(RecordingRepair.repair(file))
                .contains(new RecordingProgress(2, 0, true, List.of(said, again)));
    }

    @Test
    void refusesALineOfTheServersOwnUnderAWrongNumber() throws Exception {
        RecordingWriter writer = RecordingWriter.start(file, HEADER, buffers);
        writer.write(List.of(output(1, "one"), said(2, "soon")), buffers);

        assertThatThrownBy(() -> RecordingRepair.repair(file))
                .isInstanceOf(MalformedRecordingException.class)
                .hasMessage("said: number 2 (expected: 1)");
    }

    @Test
    void knowsWhetherTheNodeHasPrinted() throws Exception {
        RecordingWriter writer = RecordingWriter.start(file, HEADER, buffers);
        writer.write(
                List.of(new RecordingEvent.Other(Duration.ZERO, Heading.DOWN, 5, Bytes.EMPTY)),
                buffers);

        assertThat(RecordingRepair.repair(file))
                .contains(new RecordingProgress(1, 0, false, List.of()));
    }

    private static RecordingProgress gone(long down, long up) {
        return new RecordingProgress(down, up, true, List.of());
    }

    private static RecordingEvent.Said said(long sequence, String text) {
        return new RecordingEvent.Said(Duration.ofMillis(1), sequence, Bytes.ofUtf8(text));
    }

    @Test
    void losesNothingThatAReaderCouldSeeWhereverTheFileIsCut() throws Exception {
        byte[] whole = severalFrames();

        for (int length = 0; length <= whole.length; length++) {
            MemoryFile cut = MemoryFile.of(Arrays.copyOf(whole, length));
            List<RecordingEvent> visible = visible(cut);

            boolean kept = RecordingRepair.repair(cut).isPresent();
            if (!kept) {
                assertThat(cut.size()).isZero();
                assertThat(visible).isEmpty();
                continue;
            }
            RecordingWriter writer = RecordingWriter.resume(cut);
            writer.write(List.of(output(9999, "after")), buffers);
            writer.rest(buffers);
            List<RecordingEvent> expected = new ArrayList<>(visible);
            expected.add(output(9999, "after"));
            assertThat(read(cut.toStream())).as("cut at %d", length).isEqualTo(expected);
        }
    }

    @Test
    void leavesARepairedFileAsItIs() throws Exception {
        byte[] torn = Arrays.copyOf(severalFrames(), severalFrames().length - 5);
        MemoryFile once = MemoryFile.of(torn);
        RecordingRepair.repair(once);
        MemoryFile twice = MemoryFile.of(once.toArray());
        RecordingRepair.repair(twice);

        assertThat(twice.toArray()).isEqualTo(once.toArray());
    }

    @Test
    void cutsTheZeroesThatAPowerCutLeavesBehind() throws Exception {
        RecordingWriter writer = RecordingWriter.start(file, HEADER, buffers);
        writer.write(List.of(output(1, "one")), buffers);
        writer.rest(buffers);
        MemoryFile padded =
                MemoryFile.of(Arrays.copyOf(file.toArray(), file.toArray().length + 99));

        assertThat(RecordingRepair.repair(padded)).contains(gone(1, 0));
        assertThat(padded.toArray()).isEqualTo(file.toArray());
    }

    @Test
    void refusesAFileThatIsDamagedInItsMiddle() throws Exception {
        byte[] whole = severalFrames();
        Arrays.fill(whole, 20, 60, (byte) 0x55);
        MemoryFile damaged = MemoryFile.of(whole);

        assertThatThrownBy(
                        () -> {
                            if (RecordingRepair.repair(damaged).isEmpty()) {
                                throw new MalformedRecordingException("nothing left");
                            }
                        })
                .isInstanceOf(MalformedRecordingException.class);
    }

    private byte[] severalFrames() throws Exception {
        Random random = new Random(7);
        RecordingWriter writer = RecordingWriter.start(file, HEADER, buffers);
        for (int i = 0; i < 40; i++) {
            String text = Integer.toHexString(random.nextInt()).repeat(1 + random.nextInt(20));
            writer.write(List.of(output(i, text), output(i, "\r\n")), buffers);
            if (i % 9 == 8) {
                writer.rest(buffers);
            }
        }
        return file.toArray();
    }

    private static List<RecordingEvent> visible(MemoryFile cut) throws Exception {
        try {
            return read(cut.toStream());
        } catch (MalformedRecordingException e) {
            return List.of();
        }
    }
}
