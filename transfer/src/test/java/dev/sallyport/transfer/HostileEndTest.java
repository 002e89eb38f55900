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
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the other end, or the disk, cannot bring about.
class HostileEndTest extends CopyRig {
    @Test
    void aPartialThatOthersCanReadIsNotUsed() throws Exception {
        Path file = large(here.resolve("large"));
        pair.cutAfter = 4;
        assertThatThrownBy(() -> upload(at("large"), Set.of(), file))
                .isInstanceOf(LineLostException.class);
        Path partial = there.resolve(tree(there).getFirst());
        Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rw-rw-rw-"));

        CopyRig again = again();
        again.upload(at("large"), Set.of(), file);

        assertThat(again.seen.resumed).isZero();
        assertThat(tree(there)).containsExactly("large");
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
                new FileMessage.Piece(Bytes.ofUtf8("abc")),
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
            CopyRig again = again();
            assertThatThrownBy(() -> again.upload(at(path), Set.of(), file))
                    .isInstanceOfSatisfying(
                            CopyFailedException.class,
                            e -> assertThat(e.verdict()).isEqualTo(Verdict.UNSAFE));
        }
        assertThat(tree(there.resolve("real"))).isEmpty();
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

        assertThat(FileCodec.decode(pair.client.receive().orElseThrow()))
                .containsExactly(new FileMessage.Ready(false));
        FileMessage last = FileCodec.decode(pair.client.receive().orElseThrow()).getLast();
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
            answers.addAll(FileCodec.decode(pair.client.receive().orElseThrow()));
        }
        assertThat(answers).noneMatch(FileMessage.Piece.class::isInstance);
        node.join();
    }
}
