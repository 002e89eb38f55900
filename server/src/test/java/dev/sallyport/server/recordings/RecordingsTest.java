package dev.sallyport.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.audit.recording.RecordingEvent;
import dev.sallyport.audit.recording.RecordingHeader;
import dev.sallyport.audit.recording.RecordingHeader.Content;
import dev.sallyport.audit.recording.RecordingReader;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.recordings.OpenOutcome.Opened;
import dev.sallyport.server.recordings.OpenOutcome.Refused;
import dev.sallyport.server.recordings.RecordingFile.State;
import dev.sallyport.server.relay.Direction;
import dev.sallyport.server.relay.Tap;
import dev.sallyport.server.relay.TapEvent;
import dev.sallyport.server.relay.TapEvent.Marked;
import dev.sallyport.server.relay.TapEvent.Missed;
import dev.sallyport.server.relay.TapEvent.Streamed;
import dev.sallyport.server.relay.TapPosition;
import dev.sallyport.server.relay.TapResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final SessionId SESSION = new SessionId("alice-0abc");

    @TempDir Path temporary;
    private final List<Recordings> opened = new ArrayList<>();
    private final FullVolume volume = new FullVolume();

    @AfterEach
    void close() {
        opened.forEach(Recordings::close);
    }

    @Test
    void storesAnEventWhereAReaderFindsItBeforeItAnswers() throws Exception {
        Tap tap = begun(recordings());

        assertThat(answer(tap, output("$ "))).isEqualTo("stored");

        assertThat(events())
                .containsExactly(
                        new RecordingEvent.Output(Duration.ofSeconds(2), Bytes.ofUtf8("$ ")));
    }

    @Test
    void keepsFilesToTheServersOwnUser() throws Exception {
        begun(recordings());

        assertThat(permissionsOf(directory())).isEqualTo("rwx------");
        assertThat(permissionsOf(directory().resolve("alice-0abc.cast.zst")))
                .isEqualTo("rw-------");
    }

    @Test
    void goesOnWhereAnEarlierRunEnded() throws Exception {
        Recordings first = recordings();
        Tap tap = begun(first);
        answer(tap, output("one"));
        answer(tap, new Streamed(Direction.UP, 1, Bytes.ofUtf8("l")));
        answer(tap, new Streamed(Direction.UP, 3, Bytes.ofUtf8("{\"cols\":80,\"rows\":24}")));
        first.close();

        Tap again = opened(recordings().resume(SESSION));

        assertThat(again.position()).isEqualTo(new TapPosition(1, 2, true, List.of()));
        assertThat(answer(again, output("two"))).isEqualTo("stored");
        assertThat(events()).hasSize(5);
        assertThat(events().get(3))
                .isEqualTo(new RecordingEvent.Marker(Duration.ofSeconds(2), "server restarted"));
    }

    @Test
    void goesOnAfterTheServerWasKilled() throws Exception {
        answer(begun(recordings()), output("one"));
        Path file = directory().resolve("alice-0abc.cast.zst");
        byte[] asTheDeathLeftIt = Files.readAllBytes(file);
        opened.getFirst().close();
        Files.write(file, asTheDeathLeftIt);

        Tap again = opened(recordings().resume(SESSION));

        assertThat(again.position()).isEqualTo(new TapPosition(1, 0, true, List.of()));
        assertThat(answer(again, output("two"))).isEqualTo("stored");
        assertThat(events())
                .filteredOn(event -> event instanceof RecordingEvent.Output)
                .extracting(event -> ((RecordingEvent.Output) event).bytes().toUtf8())
                .containsExactly("one", "two");
    }

    @Test
    void remembersWhatTheServerItselfSaid() throws Exception {
        TapEvent.Said said = new TapEvent.Said(1, Bytes.ofUtf8("\r\nsoon\r\n"));
        Recordings first = recordings();
        Tap tap = begun(first);
        answer(tap, output("one"));
        assertThat(answer(tap, said)).isEqualTo("stored");
        answer(tap, output("two"));
        first.close();

        Tap again = opened(recordings().resume(SESSION));

        assertThat(again.position()).isEqualTo(new TapPosition(2, 0, true, List.of(said)));
    }

    @Test
    void hasALineOfTheServersOwnOnTheDiskBeforeItAnswers() throws Exception {
        Tap tap = begun(on(volume, 0));
        answer(tap, output("one"));
        int before = volume.forced.get();

        answer(tap, new TapEvent.Said(1, Bytes.ofUtf8("soon")));

        assertThat(volume.forced.get()).isGreaterThan(before);
    }

    @Test
    void countsFramesThatWereLostWithTheMachine() throws Exception {
        Recordings first = recordings();
        answer(begun(first), new Missed(Direction.DOWN, 0, 3));
        first.close();

        assertThat(opened(recordings().resume(SESSION)).position())
                .isEqualTo(new TapPosition(3, 0, false, List.of()));
    }

    @Test
    void keepsASizeItCannotReadAsItCame() throws Exception {
        answer(begun(recordings()), new Streamed(Direction.UP, 3, Bytes.ofUtf8("wide")));

        assertThat(events().getFirst()).isInstanceOf(RecordingEvent.Other.class);
    }

    @Test
    void endsTheSessionsRecordingWhenTheDiskIsFull() throws Exception {
        Tap tap = begun(on(volume, 0));
        assertThat(answer(tap, output("one"))).isEqualTo("stored");

        volume.room.set(10);
        String large = "0123456789abcdef".repeat(9).chars().mapToObj(c -> "" + c * c).toList() + "";

        assertThat(answer(tap, output(large))).isEqualTo("No space left on device");
        volume.room.set(1 << 20);
        assertThat(answer(tap, output("late"))).isEqualTo("No space left on device");
        assertThat(events())
                .extracting(event -> ((RecordingEvent.Output) event).bytes().toUtf8())
                .containsExactly("one");
    }

    @Test
    void refusesToBeginWithTooLittleSpace() {
        volume.usable = 63;

        assertThat(on(volume, 64).begin(header()))
                .isEqualTo(new Refused("too little free space for recordings"));
        assertThat(directory().resolve("alice-0abc.cast.zst")).doesNotExist();
    }

    @Test
    void refusesToBeginWhereItCannotWrite() {
        volume.room.set(0);

        assertThat(on(volume, 0).begin(header()))
                .isEqualTo(new Refused("the recording cannot be written: No space left on device"));
        assertThat(directory().resolve("alice-0abc.cast.zst")).doesNotExist();
    }

    @Test
    void refusesToBeginWhenTheDirectoryIsGone() throws Exception {
        Recordings recordings = recordings();
        Files.delete(directory());

        assertThat(recordings.begin(header()))
                .isEqualTo(new Refused("the recording directory is missing"));
        assertThat(directory()).doesNotExist();
    }

    @Test
    void failsOnceItsFileIsGone() throws Exception {
        Tap tap = begun(recordings());
        answer(tap, output("one"));
        Files.delete(directory().resolve("alice-0abc.cast.zst"));

        ((OpenRecording) tap).syncIfDirty();

        assertThat(answer(tap, output("two"))).isEqualTo("the recording's file is gone");
    }

    @Test
    void refusesToResumeWhatIsNotThereOrNoRecording() throws Exception {
        assertThat(recordings().resume(SESSION)).isInstanceOf(Refused.class);

        Files.writeString(directory().resolve("alice-0abc.cast.zst"), "no recording");
        assertThat(recordings().resume(SESSION)).isEqualTo(new Refused("the recording is damaged"));
    }

    @Test
    void recordsASessionOnlyOnce() throws Exception {
        Recordings recordings = recordings();
        begun(recordings);

        assertThat(recordings.resume(SESSION))
                .isEqualTo(new Refused("the session is being recorded already"));
        assertThat(recordings.begin(header())).isInstanceOf(Refused.class);
    }

    @Test
    void findsAndListsRecordings() throws Exception {
        Recordings recordings = recordings();
        assertThat(recordings.find(SESSION)).isEmpty();
        Tap tap = begun(recordings);

        RecordingFile running = recordings.find(SESSION).orElseThrow();
        assertThat(running.state()).isEqualTo(State.RECORDING);
        assertThat(recordings.list()).containsExactly(running);

        tap.close();
        recordings.close();
        assertThat(recordings.find(SESSION).orElseThrow().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void answersEveryEventInOrderUnderLoad() throws Exception {
        Tap tap = begun(recordings());
        List<Integer> answers = new ArrayList<>();
        CompletableFuture<String> last = new CompletableFuture<>();

        for (int i = 0; i < 20_000; i++) {
            int number = i;
            tap.record(
                    output(number + "\r\n"),
                    new TapResult() {
                        @Override
                        public void stored() {
                            answers.add(number);
                            if (number == 19_999) {
                                last.complete("stored");
                            }
                        }

                        @Override
                        public void failed(String reason) {
                            last.complete(reason);
                        }
                    });
        }

        assertThat(last.get(20, TimeUnit.SECONDS)).isEqualTo("stored");
        assertThat(answers).hasSize(20_000).isSorted();
        assertThat(events()).hasSize(20_000);
    }

    @Test
    @Timeout(20)
    void answersWhatComesAfterTheEnd() throws Exception {
        Recordings recordings = recordings();
        Tap tap = begun(recordings);
        answer(tap, new Marked("ended: finished"));
        tap.close();
        // What comes before the recorder has closed the file may still be stored.
        while (recordings.list().getFirst().state() != RecordingFile.State.CLOSED) {
            Thread.onSpinWait();
        }

        assertThat(answer(tap, output("late"))).isEqualTo("the recording is closed");
    }

    private Recordings recordings() throws IOException {
        Recordings recordings =
                Recordings.open(
                        new RecordingsConfig(directory(), 0, 2),
                        InstantSource.fixed(NOON.plusSeconds(2)),
                        System::nanoTime);
        opened.add(recordings);
        return recordings;
    }

    private Recordings on(Volume volume, long floor) {
        Recordings recordings =
                new Recordings(
                        new RecordingsConfig(temporary, floor, 1),
                        InstantSource.fixed(NOON),
                        System::nanoTime,
                        volume);
        recordings.start();
        opened.add(recordings);
        return recordings;
    }

    private Path directory() {
        return temporary.resolve("recordings");
    }

    private static RecordingHeader header() {
        return new RecordingHeader(
                SESSION,
                new NodeId("mi-0123456789abcdef0"),
                "arn:aws:iam::111122223333:user/alice",
                "SSM-SessionManagerRunShell",
                NOON,
                Content.TERMINAL);
    }

    private static Tap begun(Recordings recordings) {
        return opened(recordings.begin(header()));
    }

    private static Tap opened(OpenOutcome outcome) {
        assertThat(outcome).isInstanceOf(Opened.class);
        return ((Opened) outcome).tap();
    }

    private static TapEvent output(String text) {
        return new Streamed(Direction.DOWN, 1, Bytes.ofUtf8(text));
    }

    private static String answer(Tap tap, TapEvent event) throws Exception {
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
        return answer.get(10, TimeUnit.SECONDS);
    }

    private List<RecordingEvent> events() throws Exception {
        Path inOwn = directory().resolve("alice-0abc.cast.zst");
        Path file = Files.exists(inOwn) ? inOwn : temporary.resolve("alice-0abc.cast.zst");
        try (RecordingReader reader = RecordingReader.open(Files.newInputStream(file))) {
            List<RecordingEvent> events = new ArrayList<>();
            Optional<RecordingEvent> next = reader.next();
            while (next.isPresent()) {
                events.add(next.orElseThrow());
                next = reader.next();
            }
            return events;
        }
    }

    private static String permissionsOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
