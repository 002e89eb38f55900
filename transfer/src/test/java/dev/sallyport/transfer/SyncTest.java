package dev.sallyport.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.protocol.files.FileCodec;
import dev.sallyport.protocol.files.FileMessage;
import dev.sallyport.protocol.files.MalformedFilesException;
import dev.sallyport.protocol.files.RelativeName;
import dev.sallyport.protocol.files.Verdict;
import dev.sallyport.protocol.files.Wish;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Folders made like others.
class SyncTest extends CopyRig {
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

        again().upload(at("t"), Set.of(Wish.SYNC, Wish.CHECKSUM), here.resolve("t"));
        assertThat(there.resolve("t/f")).hasContent("aaaa");
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

    private void hearUntil(FileMessage last) throws InterruptedException {
        List<FileMessage> heard = new ArrayList<>();
        while (!heard.contains(last)) {
            try {
                heard.addAll(FileCodec.decode(pair.node.receive().orElseThrow()));
            } catch (MalformedFilesException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// The node answers only when everything has been said, as over a long way.
    @Test
    void whatIsToldLastIsHeardToo() throws Exception {
        write(here.resolve("t/same"), "s");
        Set<Wish> wishes = Set.of(Wish.SYNC, Wish.DELETE, Wish.DRY_RUN);
        Source source = Source.of(Place.ofOwn(here.resolve("t")), "t", wishes);
        Thread node =
                Pair.run(() -> {
                    pair.node.send(new FileMessage.Ready(false));
                    hearUntil(new FileMessage.Complete(RelativeName.ROOT));
                    pair.node.send(new FileMessage.Have(0), new FileMessage.Have(1));
                    hearUntil(new FileMessage.Done());
                    pair.node.send(
                            new FileMessage.Removed(RelativeName.of("old"), Verdict.OK, ""),
                            new FileMessage.Over());
                });

        Sender.upload(pair.client, List.of(source), wishes, seen);

        node.join();
        assertThat(seen.removed).containsExactly("old");
    }
}
