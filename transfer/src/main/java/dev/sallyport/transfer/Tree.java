package dev.sallyport.transfer;

import dev.sallyport.protocol.files.FileMessage;
import dev.sallyport.protocol.files.FileMessage.Announce;
import dev.sallyport.protocol.files.FileMessage.Thing;
import dev.sallyport.protocol.files.RelativeName;
import dev.sallyport.protocol.files.Verdict;
import dev.sallyport.protocol.files.Wish;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// The disk of a receiving side: what is there, and how what is announced gets there.
final class Tree {
    /// Entries of one folder that are remembered for what is to be removed.
    private static final int MOST_SIBLINGS = 1_000_000;

    private static final int WHILE_FILLING = 0700;

    /// How something stands to what is announced.
    enum Outcome {
        SAME,
        TO_DO,
        DONE,
        IN_THE_WAY
    }

    /// What became of something the source does not have.
    record Removal(RelativeName name, Troubles outcome) {}

    private final Place place;
    private final Place.Names names;
    private final Set<Wish> wishes;
    private final Supplier<UUID> ids;
    private final Chain chain;
    private boolean madeRoot;
    private Set<String> siblings = new HashSet<>();

    Tree(Place place, Place.Names names, Set<Wish> wishes, Supplier<UUID> ids) {
        this.place = place;
        this.names = names;
        this.wishes = wishes;
        this.ids = ids;
        this.chain = new Chain(place.root());
    }

    UUID freshId() {
        return ids.get();
    }

    /// Where an announced name is on this disk.
    RelativeName onDisk(RelativeName announced) throws IOException {
        boolean nameless = announced.isRoot() && (names.renames() || !wishes.contains(Wish.SYNC));
        if (nameless) {
            throw new IOException("it has no name");
        }
        try {
            return names.toDisk(announced);
        } catch (IllegalArgumentException e) {
            throw new IOException("its path is too long", e);
        }
    }

    /// Everything in one folder is announced in a row.
    void seen(RelativeName announced) {
        if (wishes.contains(Wish.DELETE) && siblings.size() < MOST_SIBLINGS) {
            siblings.add(announced.toString());
        }
    }

    Folder parent(RelativeName onDisk) throws IOException {
        return chain.at(onDisk.parent());
    }

    private Optional<Look> look(RelativeName onDisk) throws IOException {
        try {
            return onDisk.isRoot() ? place.root().look(".") : parent(onDisk).look(onDisk.last());
        } catch (NoSuchFileException e) {
            if (wishes.contains(Wish.DRY_RUN)) {
                // Its folder would have been made by now.
                return Optional.empty();
            }
            throw e;
        }
    }

    private boolean isDry() {
        return wishes.contains(Wish.DRY_RUN);
    }

    Outcome folder(RelativeName onDisk) throws IOException {
        Optional<Look> found = look(onDisk);
        if (found.filter(it -> it.is(Look.Kind.FOLDER)).isPresent()) {
            return Outcome.SAME;
        }
        if (found.isPresent() && !mayReplace()) {
            return Outcome.IN_THE_WAY;
        }
        if (isDry()) {
            return Outcome.TO_DO;
        }
        Folder parent = parent(onDisk);
        if (found.isPresent()) {
            parent.delete(onDisk.last());
        }
        // There is no way to make a folder by a handle: it is made in the root, which nobody but
        // the account can put another in the place of, and moved from there by handles.
        String fresh = Partial.freshName(ids.get());
        Files.createDirectory(
                place.path().resolve(fresh),
                PosixFilePermissions.asFileAttribute(Look.permissions(WHILE_FILLING)));
        move(fresh, parent, onDisk);
        madeRoot |= onDisk.equals(names.last());
        return Outcome.DONE;
    }

    private void move(String fresh, Folder parent, RelativeName onDisk) throws IOException {
        try {
            place.root().move(fresh, parent, onDisk.last());
        } catch (IOException e) {
            Files.deleteIfExists(place.path().resolve(fresh));
            throw e;
        }
    }

    private boolean mayReplace() {
        return wishes.contains(Wish.SYNC) && wishes.contains(Wish.DELETE);
    }

    Outcome link(RelativeName onDisk, String target) throws IOException {
        Optional<Look> found = look(onDisk);
        Path on = place.path().resolve(onDisk.toString());
        boolean linked = found.filter(it -> it.is(Look.Kind.LINK)).isPresent();
        if (linked && Files.readSymbolicLink(on).toString().equals(target)) {
            return Outcome.SAME;
        }
        if (!clear(onDisk, found)) {
            return Outcome.IN_THE_WAY;
        }
        if (isDry()) {
            return Outcome.TO_DO;
        }
        String fresh = Partial.freshName(ids.get());
        Files.createSymbolicLink(place.path().resolve(fresh), Path.of(target));
        move(fresh, parent(onDisk), onDisk);
        return Outcome.DONE;
    }

    /// Whether something that is no folder can take the name.
    private boolean clear(RelativeName onDisk, Optional<Look> found) throws IOException {
        boolean folder = found.filter(it -> it.is(Look.Kind.FOLDER)).isPresent();
        if (folder && mayReplace() && !isDry()) {
            parent(onDisk).deleteFolder(Path.of(onDisk.last()));
        }
        return !folder || mayReplace();
    }

    /// Whether a file is to be copied. One that is the same gets its permissions here.
    Outcome compare(Announce announce, Thing.File file, RelativeName onDisk) throws IOException {
        Optional<Look> found = look(onDisk);
        boolean skips = wishes.contains(Wish.SYNC) || wishes.contains(Wish.GO_ON);
        if (skips && found.isPresent() && isSame(found.orElseThrow(), announce, file, onDisk)) {
            if (found.orElseThrow().mode() != announce.mode() && !isDry()) {
                parent(onDisk).setMode(onDisk.last(), announce.mode());
            }
            return Outcome.SAME;
        }
        return clear(onDisk, found) ? Outcome.TO_DO : Outcome.IN_THE_WAY;
    }

    private boolean isSame(Look found, Announce announce, Thing.File file, RelativeName onDisk)
            throws IOException {
        if (!wishes.contains(Wish.CHECKSUM)) {
            return found.matches(announce, file.size());
        }
        if (!found.is(Look.Kind.FILE) || found.size() != file.size() || file.sha256().isEmpty()) {
            return false;
        }
        try (FileChannel channel = parent(onDisk).read(onDisk.last())) {
            return Hashing.of(channel).equals(file.sha256());
        }
    }

    /// A target folder that was there before keeps what it has: it may be somebody's home.
    void leave(FileMessage.Leave leave) throws IOException {
        if (leave.folder().isRoot() && !madeRoot) {
            return;
        }
        chain.at(onDisk(leave.folder())).setOwn(leave.mode(), leave.modifiedMicros());
    }

    /// Removes from a folder what was not announced in it.
    List<Removal> removeOthers(RelativeName folder) {
        Set<String> announced = siblings;
        siblings = new HashSet<>();
        List<Removal> removals = new ArrayList<>();
        if (announced.size() >= MOST_SIBLINGS) {
            return removals;
        }
        try {
            Folder here = chain.at(onDisk(folder));
            for (Path entry : here.names()) {
                remove(here, folder, entry, announced).ifPresent(removals::add);
            }
        } catch (NoSuchFileException e) {
            // A dry run has not made it.
            return removals;
        } catch (IOException e) {
            removals.add(new Removal(folder, Troubles.of(e)));
        }
        return removals;
    }

    private Optional<Removal> remove(
            Folder here, RelativeName folder, Path entry, Set<String> announced) {
        RelativeName name;
        try {
            name = folder.child(entry.toString());
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    new Removal(folder, new Troubles(Verdict.UNSUPPORTED, "a name in it")));
        }
        if (announced.contains(name.toString()) || Partial.isName(entry.toString())) {
            return Optional.empty();
        }
        try {
            boolean inside = here.look(entry).filter(it -> it.is(Look.Kind.FOLDER)).isPresent();
            if (!isDry()) {
                if (inside) {
                    here.deleteFolder(entry);
                } else {
                    here.delete(entry.toString());
                }
            }
            return Optional.of(new Removal(name, new Troubles(Verdict.OK, "")));
        } catch (IOException e) {
            return Optional.of(new Removal(name, Troubles.of(e)));
        }
    }

    void close() {
        chain.close();
    }
}
