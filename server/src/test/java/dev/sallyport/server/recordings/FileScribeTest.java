package dev.sallyport.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.audit.recording.CopiedFile;
import dev.sallyport.audit.recording.RecordingEvent;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.files.FileBatch;
import dev.sallyport.protocol.files.FileDirection;
import dev.sallyport.protocol.files.FileMessage;
import dev.sallyport.protocol.files.FileMessage.Announce;
import dev.sallyport.protocol.files.FileMessage.Done;
import dev.sallyport.protocol.files.FileMessage.End;
import dev.sallyport.protocol.files.FileMessage.Have;
import dev.sallyport.protocol.files.FileMessage.Leave;
import dev.sallyport.protocol.files.FileMessage.Open;
import dev.sallyport.protocol.files.FileMessage.Piece;
import dev.sallyport.protocol.files.FileMessage.Ready;
import dev.sallyport.protocol.files.FileMessage.Removed;
import dev.sallyport.protocol.files.FileMessage.Settled;
import dev.sallyport.protocol.files.FileMessage.Start;
import dev.sallyport.protocol.files.FileMessage.Thing;
import dev.sallyport.protocol.files.FileMessage.Want;
import dev.sallyport.protocol.files.NodePath;
import dev.sallyport.protocol.files.RelativeName;
import dev.sallyport.protocol.files.Verdict;
import dev.sallyport.protocol.files.Wish;
import dev.sallyport.server.relay.Direction;
import dev.sallyport.server.relay.TapEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FileScribeTest {
    private static final Bytes ABC = Bytes.ofUtf8("abc");
    private static final String ABC_HASH = ABC.sha256().toHex();

    private FileDirection way = FileDirection.UPLOAD;
    private Optional<FileScribe> made = Optional.empty();
    private final List<RecordingEvent> written = new ArrayList<>();

    private FileScribe scribe() {
        FileScribe scribe = made.orElseGet(() -> new FileScribe(way, NodePath.of("/srv/in")));
        made = Optional.of(scribe);
        return scribe;
    }

    private static Bytes payload(FileMessage... messages) {
        FileBatch batch = new FileBatch();
        for (FileMessage message : messages) {
            if (message instanceof Piece(Bytes bytes)) {
                add(batch, bytes);
            } else {
                batch.add(message);
            }
        }
        return batch.take();
    }

    private static void add(FileBatch batch, Bytes bytes) {
        var from = bytes.asReadOnlyBuffer();
        try {
            var _ =
                    batch.data(
                            into -> {
                                int count = from.remaining();
                                into.put(from);
                                return count == 0 ? -1 : count;
                            },
                            bytes.size());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void passes(Direction direction, Bytes payload) throws RefusedContentException {
        scribe().write(
                        new TapEvent.Streamed(direction, 1, payload),
                        Duration.ofSeconds(1),
                        written::add);
    }

    private void client(FileMessage... messages) throws RefusedContentException {
        passes(Direction.UP, payload(messages));
    }

    private void node(FileMessage... messages) throws RefusedContentException {
        passes(Direction.DOWN, payload(messages));
    }

    private void refused(String word, Direction direction, FileMessage... messages) {
        assertThatThrownBy(() -> passes(direction, payload(messages)))
                .isInstanceOf(RefusedContentException.class)
                .hasMessageContaining(word);
    }

    private static Announce file(int id, String name, long size) {
        return new Announce(id, RelativeName.of(name), new Thing.File(size, Bytes.EMPTY), 0644, 0);
    }

    private static Open open(Wish... wishes) {
        return new Open(FileMessage.VERSION, Set.of(wishes));
    }

    private List<CopiedFile> files() {
        return written.stream().map(event -> ((RecordingEvent.Copied) event).file()).toList();
    }

    private static CopiedFile copied(String path, long from, String result) {
        return new CopiedFile(
                "upload",
                "file",
                path,
                from + 3,
                3,
                from,
                Optional.of(ABC_HASH),
                Optional.of(ABC_HASH),
                result,
                "");
    }

    @Test
    void writesDownWhatBecameOfAFileWithTheHashOfWhatPassed() throws Exception {
        client(open());
        node(new Ready(true));
        client(file(0, "f", 3));
        node(new Want(0, 0, Bytes.EMPTY));
        client(new Start(0, 0), new Piece(ABC.slice(0, 1)));
        client(new Piece(ABC.slice(1, 3)), new End(Verdict.OK, ABC.sha256(), ""));
        assertThat(written).isEmpty();
        node(new Settled(0, Verdict.OK, ""));

        assertThat(files()).containsExactly(copied("/srv/in", 0, "ok"));
    }

    @Test
    void tellsWhereAResumedFileBegan() throws Exception {
        client(open(Wish.SYNC));
        node(new Ready(false));
        client(file(0, "d/f", 103));
        node(new Want(0, 100, ABC.sha256()));
        client(new Start(0, 100), new Piece(ABC), new End(Verdict.OK, ABC.sha256(), ""));
        node(new Settled(0, Verdict.CORRUPT, ""));

        assertThat(files()).containsExactly(copied("/srv/in/d/f", 100, "corrupt"));
    }

    @Test
    void saysWhatWasCutOff() throws Exception {
        client(open(), file(0, "f", 4));
        node(new Ready(false), new Want(0, 0, Bytes.EMPTY));
        client(new Start(0, 0), new Piece(ABC));
        scribe().finish(Duration.ofSeconds(2), written::add);

        assertThat(files())
                .singleElement()
                .satisfies(it -> assertThat(it.result()).isEqualTo("interrupted"))
                .satisfies(it -> assertThat(it.sha256()).contains(ABC_HASH));
    }

    @Test
    void writesDownRemovalsAndFoldersButNoDryRun() throws Exception {
        Announce folder = new Announce(0, RelativeName.of("d"), new Thing.Folder(), 0755, 0);
        client(open(Wish.SYNC, Wish.DELETE), folder);
        node(new Ready(false), new Settled(0, Verdict.OK, ""));
        node(new Removed(RelativeName.of("old"), Verdict.OK, ""));
        client(new Leave(1, RelativeName.of("d"), 0755, 0), new Done());
        node(new Settled(1, Verdict.OK, ""));
        assertThat(files())
                .extracting(CopiedFile::path)
                .containsExactly("/srv/in/d", "/srv/in/old");
        assertThat(files()).extracting(CopiedFile::act).containsExactly("upload", "remove");

        made = Optional.empty();
        written.clear();
        client(open(Wish.SYNC, Wish.DELETE, Wish.DRY_RUN), folder);
        node(new Ready(false), new Want(0, 0, Bytes.EMPTY));
        node(new Removed(RelativeName.of("old"), Verdict.OK, ""));
        assertThat(written).isEmpty();
    }

    @Test
    void letsNobodyPlayTheOthersPart() throws Exception {
        refused("before or after", Direction.UP, file(0, "f", 3));
        client(open());
        refused("a second one", Direction.UP, open());
        refused("wrong end", Direction.DOWN, open());
        refused("wrong end", Direction.DOWN, file(0, "f", 3));
        refused("wrong end", Direction.UP, new Ready(false));
        refused("wrong end", Direction.UP, new Want(0, 0, Bytes.EMPTY));

        made = Optional.empty();
        way = FileDirection.DOWNLOAD;
        client(open());
        refused("wrong end", Direction.UP, file(0, "f", 3));
        node(file(0, "f", 3));
        refused("wrong end", Direction.DOWN, new Want(0, 0, Bytes.EMPTY));
    }

    @Test
    void letsNothingPassOutOfTurn() throws Exception {
        client(open(), file(0, "f", 3));
        refused("out of turn", Direction.UP, file(0, "g", 3));
        refused("out of turn", Direction.UP, file(7, "g", 3));
        refused("nobody wants", Direction.UP, new Start(0, 0));
        refused("of no file", Direction.UP, new Piece(ABC));
        refused("of no file", Direction.UP, new End(Verdict.OK, ABC.sha256(), ""));
        refused("not open", Direction.DOWN, new Have(3));
        refused("not there", Direction.DOWN, new Want(0, 4, ABC.sha256()));
        refused("nobody asked", Direction.DOWN, new Removed(RelativeName.of("x"), Verdict.OK, ""));
        node(new Want(0, 1, ABC.sha256()));
        refused("elsewhere", Direction.UP, new Start(0, 2));
        client(new Start(0, 1));
        refused("more than the file has", Direction.UP, new Piece(ABC));
    }

    @Test
    void keepsNoMoreInMindThanTheLimit() throws Exception {
        client(open());
        for (int id = 0; id <= FileMessage.MOST_OPEN; id++) {
            client(file(id, "f", 3));
        }
        refused("out of turn", Direction.UP, file(FileMessage.MOST_OPEN + 1, "f", 3));
    }

    @Test
    void refusesWhatIsNoMessageAndWhatComesAgain() {
        assertThatThrownBy(() -> passes(Direction.UP, Bytes.ofUtf8("hello")))
                .isInstanceOf(RefusedContentException.class)
                .hasMessageContaining("the client sent what is no copying of files");
        assertThatThrownBy(() ->
                        scribe().write(
                                        new TapEvent.Repeated(Direction.UP, 7, 1, ABC),
                                        Duration.ZERO,
                                        written::add))
                .isInstanceOf(RefusedContentException.class);
    }
}
