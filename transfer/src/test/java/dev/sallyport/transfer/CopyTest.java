package dev.sallyport.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.files.FileCodec;
import dev.sallyport.protocol.files.FileMessage;
import dev.sallyport.protocol.files.NodePath;
import dev.sallyport.protocol.files.RelativeName;
import dev.sallyport.protocol.files.Verdict;
import dev.sallyport.protocol.files.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole copies between two ends, each with a folder of its own: `here` is the client's, `there`
/// the node's.
class CopyTest {
    private static final Instant OLD = Instant.parse("2020-02-02T02:02:02.123456Z");
    private static final int LARGE = 700_000;

    private final Pair pair = new Pair();
    private final Pair.Seen seen = new Pair.Seen();
    private Path here;
    private Path there;

    @BeforeEach
    void folders(@TempDir Path folder) throws IOException {
        Path real = folder.toRealPath();
        here = Files.createDirectory(real.resolve("here"));
        there = Files.createDirectory(real.resolve("there"));
    }

    private static Path write(Path path, String content) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        Files.setLastModifiedTime(path, FileTime.from(OLD));
        return path;
    }

    private static Path large(Path path) throws IOException {
        byte[] content = new byte[LARGE];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31 + (i >> 8));
        }
        Files.write(path, content);
        return path;
    }

    private NodePath at(String below) {
        return NodePath.of(there + "/" + below);
    }

    private Thread receiving(NodePath path, boolean mayDelete) {
        return Pair.run(() ->
                Receiver.serve(
                        pair.node,
                        wishes ->
                                new Receiver.Task(
                                        Place.ofNode(path, there), wishes, mayDelete, pair.ids)));
    }

    private void upload(NodePath to, Set<Wish> wishes, Path... from) throws Exception {
        Thread node = receiving(to, true);
        try {
            List<Source> sources = new ArrayList<>();
            for (Path path : from) {
                sources.add(Source.of(Place.ofOwn(path), path.getFileName().toString(), wishes));
            }
            Sender.upload(pair.client, sources, wishes, seen);
        } finally {
            pair.client.hangUp();
            node.join();
        }
    }

    private void download(NodePath from, Set<Wish> wishes, Path to) throws Exception {
        Thread node =
                Pair.run(() ->
                        Sender.serve(
                                pair.node,
                                wanted ->
                                        Source.of(
                                                Place.ofNode(from, there),
                                                from.below().last(),
                                                wanted)));
        try {
            Receiver.download(
                    pair.client, new Receiver.Task(Place.ofOwn(to), wishes, true, pair.ids), seen);
        } finally {
            pair.client.hangUp();
            node.join();
        }
    }

    private static List<String> tree(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !path.equals(root))
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

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
    void oneThatFailsDoesNotStopTheOthers() throws Exception {
        write(here.resolve("t/a"), "a");
        write(here.resolve("t/b"), "b");
        write(here.resolve("t/c"), "c");
        Files.createDirectories(there.resolve("t/b"));

        upload(at("t"), Set.of(Wish.SYNC), here.resolve("t"));

        assertThat(seen.settled)
                .containsEntry("a", Verdict.OK)
                .containsEntry("b", Verdict.IN_THE_WAY)
                .containsEntry("c", Verdict.OK);
        assertThat(there.resolve("t/b")).isEmptyDirectory();
    }

    @Test
    void syncCopiesOnlyWhatDiffers() throws Exception {
        write(here.resolve("t/same"), "same");
        write(here.resolve("t/other"), "new content");
        write(there.resolve("t/same"), "same");
        write(there.resolve("t/other"), "old");
        write(there.resolve("t/extra"), "extra");

        upload(at("t"), Set.of(Wish.SYNC), here.resolve("t"));

        assertThat(seen.same).contains("same");
        assertThat(there.resolve("t/other")).hasContent("new content");
        assertThat(tree(there.resolve("t"))).containsExactly("extra", "other", "same");
    }

    @Test
    void checksumsSeeWhatSizeAndTimeDoNot() throws Exception {
        write(here.resolve("t/f"), "aaaa");
        write(there.resolve("t/f"), "bbbb");

        upload(at("t"), Set.of(Wish.SYNC), here.resolve("t"));
        assertThat(there.resolve("t/f")).hasContent("bbbb");

        new CopyTestRun(this).upload(Set.of(Wish.SYNC, Wish.CHECKSUM));
        assertThat(there.resolve("t/f")).hasContent("aaaa");
    }

    /// A second copy in one test needs a line of its own.
    private record CopyTestRun(CopyTest test) {
        void upload(Set<Wish> wishes) throws Exception {
            CopyTest again = new CopyTest();
            again.here = test.here;
            again.there = test.there;
            again.upload(again.at("t"), wishes, again.here.resolve("t"));
        }
    }

    @Test
    void deleteRemovesWhatTheSourceDoesNotHaveAndFollowsNoLink() throws Exception {
        write(here.resolve("t/a/keep"), "k");
        write(there.resolve("t/a/keep"), "k");
        write(there.resolve("t/a/old"), "o");
        write(there.resolve("t/b/deep/old"), "o");
        write(there.resolve("precious/file"), "p");
        Files.createSymbolicLink(there.resolve("t/b/link"), there.resolve("precious"));
        Files.createSymbolicLink(there.resolve("t/link"), there.resolve("precious"));

        upload(at("t"), Set.of(Wish.SYNC, Wish.DELETE), here.resolve("t"));

        assertThat(tree(there.resolve("t"))).containsExactly("a", "a/keep");
        assertThat(there.resolve("precious/file")).hasContent("p");
        assertThat(seen.removed).containsExactlyInAnyOrder("a/old", "b", "link");
    }

    @Test
    void aDryRunChangesNothingAndTellsAll() throws Exception {
        write(here.resolve("t/n/new"), "n");
        write(here.resolve("t/same"), "s");
        write(there.resolve("t/same"), "s");
        write(there.resolve("t/old"), "o");
        List<String> before = tree(there);

        upload(at("t"), Set.of(Wish.SYNC, Wish.DELETE, Wish.DRY_RUN), here.resolve("t"));

        assertThat(tree(there)).isEqualTo(before);
        assertThat(seen.settled).containsKeys("n", "n/new");
        assertThat(seen.removed).containsExactly("old");
    }

    @Test
    void whatMayNotBeRemovedStays() throws Exception {
        write(here.resolve("t/a"), "a");
        write(there.resolve("t/old"), "o");
        Thread node = receiving(at("t"), false);
        Set<Wish> wishes = Set.of(Wish.SYNC, Wish.DELETE);
        Source source = Source.of(Place.ofOwn(here.resolve("t")), "t", wishes);

        assertThatThrownBy(() -> Sender.upload(pair.client, List.of(source), wishes, seen))
                .isInstanceOfSatisfying(
                        CopyFailedException.class,
                        e -> assertThat(e.verdict()).isEqualTo(Verdict.DENIED));
        pair.client.hangUp();
        node.join();
        assertThat(there.resolve("t/old")).hasContent("o");
    }

    @Test
    void aCutCopyGoesOnWhereItStopped() throws Exception {
        Path file = large(here.resolve("large"));
        pair.cutAfter = 4;
        assertThatThrownBy(() -> upload(at("large"), Set.of(), file))
                .isInstanceOf(LineLostException.class);
        assertThat(tree(there)).singleElement().asString().startsWith(".sallyport-");

        CopyTest again = new CopyTest();
        again.here = here;
        again.there = there;
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

        CopyTest again = new CopyTest();
        again.here = here;
        again.there = there;
        again.upload(at("large"), Set.of(), file);

        assertThat(there.resolve("large")).hasSameBinaryContentAs(file);
        assertThat(again.seen.resumed).isZero();
    }

    @Test
    void aPartialThatOthersCanReadIsNotUsed() throws Exception {
        Path file = large(here.resolve("large"));
        pair.cutAfter = 4;
        assertThatThrownBy(() -> upload(at("large"), Set.of(), file))
                .isInstanceOf(LineLostException.class);
        Path partial = there.resolve(tree(there).getFirst());
        Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rw-rw-rw-"));

        CopyTest again = new CopyTest();
        again.here = here;
        again.there = there;
        again.upload(at("large"), Set.of(), file);

        assertThat(again.seen.resumed).isZero();
        assertThat(tree(there)).containsExactly("large");
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

        List<FileMessage> answer =
                FileCodec.decode(pair.client.receive().orElseThrow());

        assertThat(answer.getLast())
                .isEqualTo(new FileMessage.End(Verdict.CHANGED, Bytes.EMPTY, ""));
        pair.client.hangUp();
        node.join();
    }

    @Test
    void damagedContentIsNotTaken() throws Exception {
        Thread node = receiving(at("f"), false);
        pair.client.send(
                new FileMessage.Open(FileMessage.VERSION, Set.of()),
                new FileMessage.Announce(
                        0,
                        RelativeName.of("f"),
                        new FileMessage.Thing.File(3, Bytes.EMPTY),
                        0644,
                        0),
                new FileMessage.Start(0, 0),
                new FileMessage.Data(Bytes.ofUtf8("abc")),
                new FileMessage.End(Verdict.OK, Bytes.ofUtf8("abd").sha256(), ""),
                new FileMessage.Done());
        node.join();
        assertThat(tree(there)).isEmpty();
        assertThat(pair.client.receive().orElseThrow().toHex()).contains("06");
    }

    @Test
    void aLinkInTheTargetLeadsNowhere() throws Exception {
        Path outside = Files.createDirectory(there.resolve("outside"));
        Path target = Files.createDirectory(there.resolve("t"));
        Files.createSymbolicLink(target.resolve("d"), outside);
        Files.createSymbolicLink(target.resolve("f"), outside.resolve("f"));
        write(here.resolve("t/d/x"), "x");
        write(here.resolve("t/f"), "f");

        upload(at("t"), Set.of(Wish.SYNC), here.resolve("t"));

        assertThat(tree(outside)).isEmpty();
        assertThat(seen.settled).containsEntry("d", Verdict.IN_THE_WAY);
        assertThat(Files.isRegularFile(target.resolve("f"), LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(seen.settled.get("d/x")).isNotEqualTo(Verdict.OK);
    }

    @Test
    void aPathOfANodeHasNoLinkInIt() throws Exception {
        Files.createDirectory(there.resolve("real"));
        Files.createSymbolicLink(there.resolve("link"), there.resolve("real"));
        Path file = write(here.resolve("f"), "f");
        for (String path : List.of("link/f", "link")) {
            CopyTest again = new CopyTest();
            again.here = here;
            again.there = there;
            assertThatThrownBy(() -> again.upload(at(path), Set.of(), file))
                    .isInstanceOfSatisfying(
                            CopyFailedException.class,
                            e -> assertThat(e.verdict()).isEqualTo(Verdict.UNSAFE));
        }
        assertThat(tree(there.resolve("real"))).isEmpty();
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
    void aHostileSenderGetsNoAnswerButThatItFailed() throws Exception {
        Bytes evil =
                Bytes.ofHex(
                        "04000000230000000000072e2e2f6576696c000001a4"
                                + "000000000000000000000000000000010000");
        Thread node = receiving(at("t"), false);
        pair.client.send(new FileMessage.Open(FileMessage.VERSION, Set.of(Wish.SYNC)));
        pair.client.send(evil);

        FileMessage last =
                FileCodec.decode(pair.client.receive().orElseThrow())
                        .getLast();
        assertThat(last).isInstanceOf(FileMessage.Failed.class);
        node.join();
        assertThat(tree(there)).isEmpty();
    }

    @Test
    void aHostileReceiverGetsOnlyWhatWasAnnounced() throws Exception {
        write(there.resolve("t/a"), "a");
        Source source = Source.of(Place.ofNode(at("t"), there), "t", Set.of(Wish.SYNC));
        Thread node = Pair.run(() -> Sender.serve(pair.node, _ -> source));
        pair.client.send(
                new FileMessage.Open(FileMessage.VERSION, Set.of(Wish.SYNC)),
                new FileMessage.Ready(false),
                new FileMessage.Want(7, 0, Bytes.EMPTY));

        List<FileMessage> answers = new ArrayList<>();
        while (answers.isEmpty() || !(answers.getLast() instanceof FileMessage.Failed)) {
            answers.addAll(
                    FileCodec.decode(
                            pair.client.receive().orElseThrow()));
        }
        assertThat(answers).noneMatch(FileMessage.Data.class::isInstance);
        node.join();
    }
}
