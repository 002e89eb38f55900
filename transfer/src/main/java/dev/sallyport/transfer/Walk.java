package dev.sallyport.transfer;

import dev.sallyport.protocol.files.RelativeName;
import dev.sallyport.protocol.files.Verdict;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Goes through a source: the place itself, then folder by folder, all entries of one before those
/// of the next.
final class Walk implements Closeable {
    /// What folders there are is remembered to the end.
    private static final int MOST_FOLDERS = 200_000;

    /// What was come upon.
    sealed interface Step {
        /// @param link where it leads, if it is a link
        record Entry(Source source, RelativeName name, Look look, String link) implements Step {}

        record Unusable(String name, Verdict verdict, String text) implements Step {}

        /// All in this folder has been named.
        record Complete(RelativeName folder) implements Step {}
    }

    private final Source source;
    private final Chain chain;
    private final Deque<RelativeName> folders = new ArrayDeque<>();
    private final Deque<Step> ready = new ArrayDeque<>();
    private int seenFolders;

    Walk(Source source) throws IOException {
        this.source = source;
        this.chain = new Chain(source.place().root());
        Look look = source.place().look().orElseThrow();
        come(source.top(), look);
    }

    /// The next step; nothing at the end.
    Optional<Step> next() {
        while (ready.isEmpty() && !folders.isEmpty()) {
            list(folders.removeFirst());
        }
        return Optional.ofNullable(ready.pollFirst());
    }

    private void come(RelativeName name, Look look) throws IOException {
        String link = "";
        if (look.is(Look.Kind.LINK)) {
            link = target(name);
        }
        ready.add(new Step.Entry(source, name, look, link));
        if (look.is(Look.Kind.FOLDER)) {
            seenFolders++;
            if (seenFolders > MOST_FOLDERS) {
                throw new IOException("more than " + MOST_FOLDERS + " folders");
            }
            folders.add(name);
        }
    }

    /// Where a link leads is only told, not followed; there is no way to ask by a handle.
    private String target(RelativeName name) throws IOException {
        Path path = source.place().path().resolve(source.names().toDisk(name).toString());
        String target = Files.readSymbolicLink(path).toString();
        if (target.indexOf('\ufffd') >= 0) {
            throw new IOException("its target is not UTF-8");
        }
        return target;
    }

    private void list(RelativeName folder) {
        List<Path> names;
        Folder here;
        try {
            here = chain.at(source.names().toDisk(folder));
            names = here.names();
        } catch (IOException e) {
            unusable(folder.toString(), e);
            return;
        }
        boolean complete = true;
        List<RelativeName> before = new ArrayList<>(folders);
        folders.clear();
        for (Path entry : names) {
            complete &= look(here, folder, entry);
        }
        if (complete) {
            ready.add(new Step.Complete(folder));
        }
        // Depth first: what lies next to each other on the disk is sent together.
        folders.addAll(before);
    }

    private boolean look(Folder here, RelativeName folder, Path entry) {
        String element = entry.toString();
        if (Partial.isName(element)) {
            return true;
        }
        String shown = folder.isRoot() ? element : folder + "/" + element;
        if (!Path.of(element).equals(entry) || element.indexOf('\ufffd') >= 0) {
            ready.add(new Step.Unusable(shown, Verdict.UNSUPPORTED, "its name is not UTF-8"));
            return false;
        }
        try {
            Optional<Look> found = here.look(entry);
            if (found.isPresent()) {
                come(folder.child(element), found.orElseThrow());
            }
            return true;
        } catch (IOException e) {
            return unusable(shown, e);
        } catch (IllegalArgumentException e) {
            ready.add(new Step.Unusable(shown, Verdict.UNSUPPORTED, "its path is too long"));
            return false;
        }
    }

    private boolean unusable(String name, IOException e) {
        Troubles trouble = Troubles.of(e);
        ready.add(new Step.Unusable(name, trouble.verdict(), trouble.text()));
        return false;
    }

    @Override
    public void close() {
        chain.close();
    }
}
