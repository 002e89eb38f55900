package dev.sallyport.transfer;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.files.FileMessage;
import dev.sallyport.protocol.files.FileMessage.Announce;
import dev.sallyport.protocol.files.FileMessage.Thing;
import dev.sallyport.protocol.files.RelativeName;
import dev.sallyport.protocol.files.Verdict;
import dev.sallyport.protocol.files.Wish;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The receiving side: says what it lacks of what is announced, and puts it into its place.
/// Whatever the other side says, nothing happens outside that place.
public final class Receiver {
    /// What a receiving side is told to do.
    ///
    /// @param mayDelete whether {@link Wish#DELETE} may be followed
    /// @param ids makes names for partial files
    public record Task(Place place, Set<Wish> wishes, boolean mayDelete, Supplier<UUID> ids) {}

    private static final class Incoming {
        final Announce announce;
        final RelativeName onDisk;
        final long size;
        final long offset;
        @Nullable Partial partial;
        boolean over;

        Incoming(Announce announce, RelativeName onDisk, long size, long offset) {
            this.announce = announce;
            this.onDisk = onDisk;
            this.size = size;
            this.offset = offset;
        }
    }

    private final Talk talk;
    private final Set<Wish> wishes;
    private final Progress progress;
    private final Tree tree;
    private final Map<Integer, Incoming> open = new HashMap<>();
    private int current = -1;

    private Receiver(Talk talk, Task task, Place.Names names, Progress progress) {
        this.talk = talk;
        this.wishes = task.wishes();
        this.progress = progress;
        this.tree = new Tree(task.place(), names, task.wishes(), task.ids());
    }

    /// A client's side: opens the talk. The place is closed at the end.
    public static void download(FileLine line, Task task, Progress progress)
            throws CopyFailedException, InterruptedException {
        Talk talk = new Talk(line);
        talk.say(new FileMessage.Open(FileMessage.VERSION, task.wishes()));
        receive(talk, task, progress);
    }

    /// A node's side: waits to be told what is wanted. What goes wrong with all of it is told to
    /// the client.
    public static void serve(FileLine line, Serving serving)
            throws LineLostException, InterruptedException {
        Talk talk = new Talk(line);
        try {
            if (!(talk.hear() instanceof FileMessage.Open open)) {
                throw Talk.outOfTurn();
            }
            Task task = serving.open(open.wishes());
            if (task.wishes().contains(Wish.DELETE) && !task.mayDelete()) {
                task.place().close();
                throw new CopyFailedException(
                        Verdict.DENIED, "this session may not remove anything");
            }
            receive(talk, task, Progress.SILENT);
        } catch (LineLostException e) {
            throw e;
        } catch (CopyFailedException e) {
            talk.fail(e);
        }
    }

    /// Finds what a session is about, once it is known what is wanted of it.
    @FunctionalInterface
    public interface Serving {
        Task open(Set<Wish> wishes) throws CopyFailedException;
    }

    private static void receive(Talk talk, Task task, Progress progress)
            throws CopyFailedException, InterruptedException {
        try (Place place = task.place()) {
            Place.Names names = place.receiving(task.wishes());
            talk.say(new FileMessage.Ready(names.renames()));
            Receiver receiver = new Receiver(talk, task, names, progress);
            try {
                receiver.run();
            } finally {
                receiver.close();
            }
        }
    }

    private void run() throws CopyFailedException, InterruptedException {
        FileMessage message = talk.hear();
        while (!(message instanceof FileMessage.Done)) {
            take(message);
            message = talk.hear();
        }
        talk.say(new FileMessage.Over());
        talk.flush();
    }

    private void close() {
        for (Incoming incoming : open.values()) {
            Partial partial = incoming.partial;
            if (partial != null) {
                partial.close();
            }
        }
        tree.close();
    }

    private void take(FileMessage message) throws CopyFailedException, InterruptedException {
        switch (message) {
            case Announce announce -> announced(announce);
            case FileMessage.Start start -> start(start);
            case FileMessage.Piece data -> data(data);
            case FileMessage.End end -> end(end);
            case FileMessage.Leave leave -> leave(leave);
            case FileMessage.Complete(RelativeName folder) -> complete(folder);
            case FileMessage.Unsent(String name, Verdict verdict, String text) ->
                    progress.settled(name, 0, verdict, text);
            case FileMessage.Open _,
                    FileMessage.Failed _,
                    FileMessage.Done _,
                    FileMessage.OfReceiver _ ->
                    throw Talk.outOfTurn();
        }
    }

    private void announced(Announce announce) throws CopyFailedException, InterruptedException {
        if (open.size() > FileMessage.MOST_OPEN) {
            throw Talk.outOfTurn();
        }
        int id = announce.id();
        String name = announce.name().toString();
        tree.seen(announce.name());
        try {
            RelativeName onDisk = tree.onDisk(announce.name());
            switch (announce.thing()) {
                case Thing.File file -> {
                    progress.found(name, file.size());
                    file(announce, file, onDisk);
                }
                case Thing.Folder() -> answer(id, name, tree.folder(onDisk));
                case Thing.Link(String target) -> {
                    progress.found(name, 0);
                    answer(id, name, tree.link(onDisk, target));
                }
            }
        } catch (IOException e) {
            settle(id, name, 0, Troubles.of(e));
        }
    }

    /// Of what has no content.
    private void answer(int id, String name, Tree.Outcome outcome)
            throws LineLostException, InterruptedException {
        boolean dry = wishes.contains(Wish.DRY_RUN);
        switch (outcome) {
            case SAME -> {
                talk.say(new FileMessage.Have(id));
                progress.same(name, 0);
            }
            case DONE -> settle(id, name, 0, new Troubles(Verdict.OK, ""));
            case TO_DO -> {
                talk.say(dry ? new FileMessage.Want(id, 0, Bytes.EMPTY) : new FileMessage.Have(id));
                progress.settled(name, 0, Verdict.OK, "");
            }
            case IN_THE_WAY -> settle(id, name, 0, new Troubles(Verdict.IN_THE_WAY, ""));
        }
    }

    private void file(Announce announce, Thing.File file, RelativeName onDisk)
            throws IOException, LineLostException, InterruptedException {
        int id = announce.id();
        String name = announce.name().toString();
        switch (tree.compare(announce, file, onDisk)) {
            case SAME, DONE -> {
                talk.say(new FileMessage.Have(id));
                progress.same(name, file.size());
            }
            case IN_THE_WAY -> settle(id, name, file.size(), new Troubles(Verdict.IN_THE_WAY, ""));
            case TO_DO -> want(announce, file, onDisk);
        }
    }

    private void want(Announce announce, Thing.File file, RelativeName onDisk)
            throws IOException, LineLostException, InterruptedException {
        int id = announce.id();
        if (wishes.contains(Wish.DRY_RUN)) {
            talk.say(new FileMessage.Want(id, 0, Bytes.EMPTY));
            progress.settled(announce.name().toString(), file.size(), Verdict.OK, "");
            return;
        }
        Partial.Rest rest =
                Partial.rest(tree.parent(onDisk), onDisk.last(), file.size())
                        .orElse(new Partial.Rest(0, Bytes.EMPTY));
        open.put(id, new Incoming(announce, onDisk, file.size(), rest.size()));
        talk.say(new FileMessage.Want(id, rest.size(), rest.sha256()));
    }

    private Incoming current() throws CopyFailedException {
        Incoming incoming = open.get(current);
        if (incoming == null) {
            throw Talk.outOfTurn();
        }
        return incoming;
    }

    private void start(FileMessage.Start start) throws CopyFailedException, InterruptedException {
        Incoming incoming = open.get(start.id());
        boolean expected =
                start.offset() == 0 || (incoming != null && start.offset() == incoming.offset);
        if (incoming == null || current >= 0 || incoming.partial != null || !expected) {
            throw Talk.outOfTurn();
        }
        current = start.id();
        try {
            Folder folder = tree.parent(incoming.onDisk);
            String target = incoming.onDisk.last();
            incoming.partial =
                    start.offset() > 0
                            ? Partial.goOn(folder, target, start.offset())
                            : Partial.begin(folder, target, tree.freshId());
            if (start.offset() > 0) {
                progress.resumed(incoming.announce.name().toString(), start.offset());
            }
        } catch (IOException e) {
            fail(incoming, Troubles.of(e));
        }
    }

    private void data(FileMessage.Piece data) throws CopyFailedException, InterruptedException {
        Incoming incoming = current();
        Partial partial = incoming.partial;
        if (incoming.over || partial == null) {
            return;
        }
        try {
            partial.write(data.bytes());
            progress.moved(incoming.announce.name().toString(), data.bytes().size());
        } catch (IOException e) {
            fail(incoming, Troubles.of(e));
        }
    }

    /// Tells at once, so that the other side need not send the rest.
    private void fail(Incoming incoming, Troubles trouble)
            throws LineLostException, InterruptedException {
        incoming.over = true;
        discard(incoming);
        settle(incoming.announce.id(), incoming.announce.name().toString(), incoming.size, trouble);
        talk.flush();
    }

    private void discard(Incoming incoming) {
        Partial partial = incoming.partial;
        if (partial != null) {
            try {
                partial.discard(tree.parent(incoming.onDisk));
            } catch (IOException _) {
                partial.close();
            }
            incoming.partial = null;
        }
    }

    private void end(FileMessage.End end) throws CopyFailedException, InterruptedException {
        Incoming incoming = current();
        open.remove(current);
        current = -1;
        if (incoming.over) {
            return;
        }
        Partial partial = incoming.partial;
        if (end.verdict() != Verdict.OK || partial == null) {
            fail(incoming, new Troubles(end.verdict(), end.text()));
            return;
        }
        if (!partial.has(end.sha256())) {
            fail(incoming, new Troubles(Verdict.CORRUPT, ""));
            return;
        }
        finish(incoming, partial);
    }

    private void finish(Incoming incoming, Partial partial)
            throws LineLostException, InterruptedException {
        Announce announce = incoming.announce;
        try {
            partial.finish(
                    tree.parent(incoming.onDisk),
                    incoming.onDisk.last(),
                    announce.mode(),
                    announce.modifiedMicros());
            incoming.partial = null;
            settle(
                    announce.id(),
                    announce.name().toString(),
                    incoming.size,
                    new Troubles(Verdict.OK, ""));
        } catch (IOException e) {
            fail(incoming, Troubles.of(e));
        }
    }

    private void leave(FileMessage.Leave leave) throws LineLostException, InterruptedException {
        Troubles outcome = new Troubles(Verdict.OK, "");
        try {
            tree.leave(leave);
        } catch (IOException e) {
            outcome = Troubles.of(e);
            progress.settled(leave.folder().toString(), 0, outcome.verdict(), outcome.text());
        }
        talk.say(new FileMessage.Settled(leave.id(), outcome.verdict(), outcome.text()));
    }

    private void complete(RelativeName folder) throws CopyFailedException, InterruptedException {
        if (!wishes.contains(Wish.DELETE)) {
            throw Talk.outOfTurn();
        }
        for (Tree.Removal removal : tree.removeOthers(folder)) {
            Troubles outcome = removal.outcome();
            talk.say(new FileMessage.Removed(removal.name(), outcome.verdict(), outcome.text()));
            progress.removed(removal.name().toString(), outcome.verdict(), outcome.text());
        }
    }

    private void settle(int id, String name, long size, Troubles outcome)
            throws LineLostException, InterruptedException {
        progress.settled(name, size, outcome.verdict(), outcome.text());
        talk.say(new FileMessage.Settled(id, outcome.verdict(), outcome.text()));
    }
}
