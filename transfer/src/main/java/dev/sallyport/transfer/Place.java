package dev.sallyport.transfer;

import dev.sallyport.protocol.files.NodePath;
import dev.sallyport.protocol.files.RelativeName;
import dev.sallyport.protocol.files.Verdict;
import dev.sallyport.protocol.files.Wish;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where one side works: a path, seen from the folder it is in.
///
/// @param root the open folder; what is done stays below it
/// @param path the root's own path
/// @param last the path's last element; none if the path is the root itself
public record Place(Folder root, Path path, RelativeName last) implements Closeable {
    /// A place on the user's own machine: links that lead to it are followed.
    public static Place ofOwn(Path given) throws CopyFailedException {
        try {
            Path absolute = given.toAbsolutePath().normalize();
            Path real = Files.exists(absolute) ? absolute.toRealPath() : absolute;
            Path parent = real.getParent();
            if (parent == null) {
                return new Place(Folder.open(real), real, RelativeName.ROOT);
            }
            Path there = parent.toRealPath();
            return new Place(Folder.open(there), there, name(real.getFileName().toString()));
        } catch (NoSuchFileException e) {
            throw new CopyFailedException(Verdict.MISSING, given + ": its folder does not exist");
        } catch (IOException e) {
            Troubles trouble = Troubles.of(e);
            throw new CopyFailedException(
                    trouble.verdict(), given + ": " + trouble.verdict().words() + said(trouble));
        }
    }

    /// A place on a node. The path was decided about as it is written, so nothing of it behind the
    /// home folder, which is the machine's own affair, may be a link.
    public static Place ofNode(NodePath path, Path home) throws CopyFailedException {
        Path base = path.home() ? home : Path.of("/");
        List<String> elements = path.below().elements();
        try {
            if (elements.isEmpty()) {
                return new Place(Folder.open(base), base, RelativeName.ROOT);
            }
            RelativeName parent = path.below().parent();
            Folder folder = descend(Folder.open(base), parent);
            return new Place(folder, base.resolve(parent.toString()), name(path.below().last()));
        } catch (NoSuchFileException e) {
            throw new CopyFailedException(Verdict.MISSING, path + ": not found");
        } catch (IOException e) {
            Troubles trouble = Troubles.of(e);
            boolean linked = trouble.verdict() == Verdict.UNSAFE || isLinked(base, path.below());
            throw linked
                    ? new CopyFailedException(
                            Verdict.UNSAFE,
                            path + ": there is a link in it; name the place it leads to")
                    : new CopyFailedException(
                            trouble.verdict(),
                            path + ": " + trouble.verdict().words() + said(trouble));
        }
    }

    private static RelativeName name(String element) {
        return new RelativeName(List.of(element));
    }

    private static String said(Troubles trouble) {
        return trouble.text().isEmpty() ? "" : " (" + trouble.text() + ")";
    }

    /// Folders that may be passed but not read cannot be opened: they are looked at instead, and
    /// passed together with the next one.
    private static Folder descend(Folder from, RelativeName names) throws IOException {
        Folder at = from;
        Path skipped = Path.of("");
        List<String> left = new ArrayList<>(names.elements());
        while (!left.isEmpty()) {
            Path next = skipped.resolve(left.removeFirst());
            try {
                Folder deeper = at.enter(next);
                at.close();
                at = deeper;
                skipped = Path.of("");
            } catch (AccessDeniedException e) {
                boolean folder = at.look(next).filter(it -> it.is(Look.Kind.FOLDER)).isPresent();
                if (left.isEmpty() || !folder) {
                    at.close();
                    throw e;
                }
                skipped = next;
            } catch (IOException e) {
                at.close();
                throw e;
            }
        }
        return at;
    }

    private static boolean isLinked(Path base, RelativeName below) {
        Path at = base;
        for (String element : below.elements()) {
            at = at.resolve(element);
            if (Files.isSymbolicLink(at)) {
                return true;
            }
        }
        return false;
    }

    Optional<Look> look() throws IOException {
        return last.isRoot() ? root.look(".") : root.look(last.last());
    }

    /// How names that travel lead to the disk.
    ///
    /// @param renames whether the first element of each name stands for the path itself
    record Names(RelativeName last, boolean renames) {
        RelativeName toDisk(RelativeName travelling) {
            List<String> all = new ArrayList<>(last.elements());
            all.addAll((renames ? travelling.tail() : travelling).elements());
            return new RelativeName(all);
        }
    }

    /// Of a receiving side: into the path if that is a folder or is to be one, else in its place.
    Names receiving(Set<Wish> wishes) throws CopyFailedException {
        Optional<Look> found;
        try {
            found = look();
        } catch (IOException e) {
            throw failed(Troubles.of(e));
        }
        if (found.filter(it -> it.is(Look.Kind.LINK)).isPresent()) {
            throw new CopyFailedException(
                    Verdict.UNSAFE, shown() + " is a link; name the place it leads to");
        }
        boolean folder = found.filter(it -> it.is(Look.Kind.FOLDER)).isPresent();
        boolean wantsFolder = wishes.contains(Wish.SYNC) || wishes.contains(Wish.INTO);
        if (wantsFolder && !folder && found.isPresent()) {
            throw new CopyFailedException(Verdict.IN_THE_WAY, shown() + " is no folder");
        }
        if (wishes.contains(Wish.INTO) && !folder) {
            throw new CopyFailedException(
                    Verdict.MISSING, shown() + ": there is no folder of that name");
        }
        return new Names(last, !folder && !wishes.contains(Wish.SYNC));
    }

    private CopyFailedException failed(Troubles trouble) {
        return new CopyFailedException(
                trouble.verdict(), shown() + ": " + trouble.verdict().words() + said(trouble));
    }

    String shown() {
        return path.resolve(last.toString()).toString();
    }

    @Override
    public void close() {
        root.close();
    }
}
