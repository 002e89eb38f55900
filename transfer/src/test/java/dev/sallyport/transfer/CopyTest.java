package dev.sallyport.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.files.FileCodec;
import dev.sallyport.protocol.files.FileMessage;
import dev.sallyport.protocol.files.RelativeName;
import dev.sallyport.protocol.files.Verdict;
import dev.sallyport.protocol.files.Wish;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Copies of files and folders.
class CopyTest extends CopyRig {
    @Test
    void aFileGoesUpWithItsTimeAndPermissions() throws Exception {
        Path file = write(here.resolve("a"), "content");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));

        upload(at("b"), Set.of(), file);

        assertThat(there.resolve("b")).hasContent("content");
        assertThat(Files.getLastModifiedTime(there.resolve("b")).toInstant()).isEqualTo(OLD);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(there.resolve("b"))))
                .isEqualTo("rwxr-x---");
        assertThat(seen.settled).containsEntry("a", Verdict.OK);
        assertThat(seen.moved).isEqualTo(7);
        assertThat(tree(there)).containsExactly("b");
    }

    @Test
    void aFileGoesIntoAFolder() throws Exception {
        upload(at(""), Set.of(), write(here.resolve("a"), "1"), write(here.resolve("b"), "2"));
        assertThat(tree(there)).containsExactly("a", "b");
    }

    @Test
    void anEmptyFileIsAFile() throws Exception {
        upload(at("e"), Set.of(), write(here.resolve("e"), ""));
        assertThat(there.resolve("e")).isEmptyFile();
    }

    @Test
    void aLargeFileComesDownWhole() throws Exception {
        large(there.resolve("large"));
        download(at("large"), Set.of(), here);
        assertThat(here.resolve("large")).hasSameBinaryContentAs(there.resolve("large"));
        assertThat(seen.moved).isEqualTo(LARGE);
    }

    @Test
    void aTreeComesDownWithItsLinksAndStrangeNames() throws Exception {
        write(there.resolve("t/a/x"), "x");
        write(there.resolve("t/a/new\nline"), "n");
        write(there.resolve("t/b/-rf \"'*"), "y");
        Files.createDirectories(there.resolve("t/empty"));
        Files.createSymbolicLink(there.resolve("t/out"), Path.of("/etc/passwd"));

        download(at("t"), Set.of(Wish.RECURSIVE), here.resolve("copy"));

        assertThat(tree(here.resolve("copy"))).isEqualTo(tree(there.resolve("t")));
        assertThat(Files.readSymbolicLink(here.resolve("copy/out")))
                .isEqualTo(Path.of("/etc/passwd"));
        assertThat(here.resolve("copy/a/new\nline")).hasContent("n");
    }

    @Test
    void manySmallFilesShareFewPayloads() throws Exception {
        for (int i = 0; i < 3000; i++) {
            write(here.resolve("t/" + i), "content of " + i);
        }
        upload(at("t"), Set.of(Wish.RECURSIVE), here.resolve("t"));
        assertThat(tree(there.resolve("t"))).hasSize(3000);
        assertThat(pair.client.sent).isLessThan(100);
    }

    @Test
    void aFolderNeedsAWord() throws Exception {
        Files.createDirectory(there.resolve("t"));
        assertThatThrownBy(() -> download(at("t"), Set.of(), here.resolve("copy")))
                .isInstanceOf(CopyFailedException.class)
                .hasMessageContaining("-r copies folders");
        assertThat(tree(here)).isEmpty();
    }

    @Test
    void whatIsNotThereIsSaidByName() {
        assertThatThrownBy(() -> download(at("none"), Set.of(), here))
                .isInstanceOfSatisfying(
                        CopyFailedException.class,
                        e -> assertThat(e.verdict()).isEqualTo(Verdict.MISSING))
                .hasMessageContaining("none: not found");
    }

    @Test
    void aCutCopyGoesOnWhereItStopped() throws Exception {
        Path file = large(here.resolve("large"));
        pair.cutAfter = 4;
        assertThatThrownBy(() -> upload(at("large"), Set.of(), file))
                .isInstanceOf(LineLostException.class);
        assertThat(tree(there)).singleElement().asString().startsWith(".sallyport-");

        CopyRig again = again();
        again.upload(at("large"), Set.of(), file);

        assertThat(there.resolve("large")).hasSameBinaryContentAs(file);
        assertThat(again.seen.resumed).isPositive();
        assertThat(again.seen.resumed + again.seen.moved).isEqualTo(LARGE);
        assertThat(tree(there)).containsExactly("large");
    }

    @Test
    void whatIsLeftOfAnotherFileIsNotGoneOnWith() throws Exception {
        Path file = large(here.resolve("large"));
        pair.cutAfter = 4;
        assertThatThrownBy(() -> upload(at("large"), Set.of(), file))
                .isInstanceOf(LineLostException.class);
        byte[] other = Files.readAllBytes(file);
        other[0]++;
        Files.write(file, other);

        CopyRig again = again();
        again.upload(at("large"), Set.of(), file);

        assertThat(there.resolve("large")).hasSameBinaryContentAs(file);
        assertThat(again.seen.resumed).isZero();
    }

    @Test
    void aFileThatChangesMeanwhileIsNotTaken() throws Exception {
        Path file = write(there.resolve("f"), "0123456789");
        Place place = Place.ofNode(at("f"), there);
        Source source = Source.of(place, "f", Set.of());
        Thread node = Pair.run(() -> Sender.serve(pair.node, _ -> source));
        pair.client.send(
                new FileMessage.Open(FileMessage.VERSION, Set.of()), new FileMessage.Ready(false));
        assertThat(pair.client.receive()).isPresent();
        Files.writeString(file, "0123456789!");
        pair.client.send(new FileMessage.Want(0, 0, Bytes.EMPTY));

        List<FileMessage> answer = FileCodec.decode(pair.client.receive().orElseThrow());

        assertThat(answer.getLast())
                .isEqualTo(new FileMessage.End(Verdict.CHANGED, Bytes.EMPTY, ""));
        pair.client.hangUp();
        node.join();
    }

    @Test
    void onlyOneThingTakesThePlaceOfThePath() throws Exception {
        assertThatThrownBy(() ->
                        upload(
                                at("none"),
                                Set.of(Wish.INTO),
                                write(here.resolve("a"), "1"),
                                write(here.resolve("b"), "2")))
                .isInstanceOf(CopyFailedException.class)
                .hasMessageContaining("there is no folder of that name");
        assertThat(tree(there)).isEmpty();
    }

    @Test
    void whatAnotherIsStillWritingIsGoneAround() throws Exception {
        Path file = large(here.resolve("large"));
        Thread node = receiving(at("large"), false);
        pair.client.send(
                new FileMessage.Open(FileMessage.VERSION, Set.of()),
                new FileMessage.Announce(
                        0,
                        RelativeName.of("large"),
                        new FileMessage.Thing.File(LARGE, Bytes.EMPTY),
                        0644,
                        0),
                new FileMessage.Start(0, 0),
                new FileMessage.Piece(Bytes.ofUtf8("abc")));
        // It answers when it has done all of it, and holds the file then.
        assertThat(pair.client.receive()).isPresent();

        CopyRig other = again();
        other.upload(at("large"), Set.of(), file);

        assertThat(there.resolve("large")).hasSameBinaryContentAs(file);
        assertThat(other.seen.resumed).isZero();
        pair.client.hangUp();
        node.join();
    }
}
