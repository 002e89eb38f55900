package dev.sallyport.transfer;

import dev.sallyport.protocol.files.NodePath;
import dev.sallyport.protocol.files.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Two ends, each with a folder of its own: `here` is the client's, `there` the node's.
class CopyRig {
    static final Instant OLD = Instant.parse("2020-02-02T02:02:02.123456Z");
    static final int LARGE = 700_000;

    final Pair pair = new Pair();
    final Pair.Seen seen = new Pair.Seen();
    Path here;
    Path there;

    @BeforeEach
    void folders(@TempDir Path folder) throws IOException {
        Path real = folder.toRealPath();
        here = Files.createDirectory(real.resolve("here"));
        there = Files.createDirectory(real.resolve("there"));
    }

    static Path write(Path path, String content) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        Files.setLastModifiedTime(path, FileTime.from(OLD));
        return path;
    }

    static Path large(Path path) throws IOException {
        byte[] content = new byte[LARGE];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31 + (i >> 8));
        }
        Files.write(path, content);
        return path;
    }

    NodePath at(String below) {
        return NodePath.of(there + "/" + below);
    }

    Thread receiving(NodePath path, boolean mayDelete) {
        return Pair.run(() ->
                Receiver.serve(
                        pair.node,
                        wishes ->
                                new Receiver.Task(
                                        Place.ofNode(path, there), wishes, mayDelete, pair.ids)));
    }

    void upload(NodePath to, Set<Wish> wishes, Path... from) throws Exception {
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

    void download(NodePath from, Set<Wish> wishes, Path to) throws Exception {
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

    static List<String> tree(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !path.equals(root))
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    /// The same two folders over a new line.
    CopyRig again() {
        CopyRig again = new CopyRig();
        again.here = here;
        again.there = there;
        return again;
    }
}
