package dev.sallyport.transfer;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.files.FileMessage;
import dev.sallyport.protocol.files.FileMessage.Announce;
import dev.sallyport.protocol.files.FileMessage.Thing;
import dev.sallyport.protocol.files.RelativeName;
import dev.sallyport.protocol.files.Verdict;
import dev.sallyport.protocol.files.Wish;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The sending side: announces what there is, far ahead of what is being sent, and sends what the
/// other side wants. Only asked-for bytes go out, and only of what was announced.
public final class Sender {
    /// A source and the folders of it that are open for reading files.
    private record Route(Source source, Chain chain) {}

    private record Told(Route route, Announce announce, Look look) {
        String name() {
            return announce.name().isRoot() ? "." : announce.name().toString();
        }

        long size() {
            return announce.thing() instanceof Thing.File file ? file.size() : 0;
        }

        RelativeName onDisk() {
            return route.source().names().toDisk(announce.name());
        }

        FileChannel read() throws IOException {
            return folder().read(onDisk().last());
        }

        Folder folder() throws IOException {
            return route.chain().at(onDisk().parent());
        }

        /// Whether it still is what was announced.
        boolean isUnchanged() throws IOException {
            return folder().look(onDisk().last()).equals(Optional.of(look));
        }
    }

    private final Talk talk;
    private final Set<Wish> wishes;
    private final Progress progress;
    private final Map<Integer, Told> open = new HashMap<>();
    private final Set<Integer> leaving = new HashSet<>();
    private final Deque<FileMessage.Want> wanted = new ArrayDeque<>();
    private final List<Told> folders = new ArrayList<>();
    private int nextId;
    private int current = -1;

    private Sender(Talk talk, Set<Wish> wishes, Progress progress) {
        this.talk = talk;
        this.wishes = wishes;
        this.progress = progress;
    }

    /// A client's side: opens the talk. The sources are closed at the end.
    public static void upload(
            FileLine line, List<Source> sources, Set<Wish> wishes, Progress progress)
            throws CopyFailedException, InterruptedException {
        Talk talk = new Talk(line);
        talk.say(new FileMessage.Open(FileMessage.VERSION, wishes));
        if (!(talk.hear() instanceof FileMessage.Ready)) {
            throw Talk.outOfTurn();
        }
        new Sender(talk, wishes, progress).send(sources);
    }

    /// A node's side: waits to be told what is wanted of the place. What goes wrong with all of it
    /// is told to the client.
    public static void serve(FileLine line, Serving place)
            throws LineLostException, InterruptedException {
        Talk talk = new Talk(line);
        try {
            if (!(talk.hear() instanceof FileMessage.Open open)) {
                throw Talk.outOfTurn();
            }
            Source source = place.open(open.wishes());
            if (!(talk.hear() instanceof FileMessage.Ready)) {
                throw Talk.outOfTurn();
            }
            new Sender(talk, open.wishes(), Progress.SILENT).send(List.of(source));
        } catch (LineLostException e) {
            throw e;
        } catch (CopyFailedException e) {
            talk.fail(e);
        }
    }

    /// Finds what a session is about, once it is known what is wanted of it.
    @FunctionalInterface
    public interface Serving {
        Source open(Set<Wish> wishes) throws CopyFailedException;
    }

    private void send(List<Source> sources) throws CopyFailedException, InterruptedException {
        List<Route> routes = new ArrayList<>();
        try {
            for (Source source : sources) {
                Route route = new Route(source, new Chain(source.place().root()));
                routes.add(route);
                announce(route);
            }
            settleAll();
            leaveFolders();
        } finally {
            for (Route route : routes) {
                route.chain().close();
                route.source().place().close();
            }
        }
        talk.say(new FileMessage.Done());
        // What was removed from the last folders is told behind all else.
        FileMessage message = talk.hear();
        while (!(message instanceof FileMessage.Over)) {
            take(message);
            message = talk.hear();
        }
    }

    private void announce(Route route) throws CopyFailedException, InterruptedException {
        try (Walk walk = new Walk(route.source())) {
            Optional<Walk.Step> step = walk.next();
            while (step.isPresent()) {
                makeRoom();
                tell(step.orElseThrow(), route);
                step = walk.next();
            }
        } catch (IOException e) {
            Troubles trouble = Troubles.of(e);
            unsent(route.source().top().toString(), trouble.verdict(), trouble.text());
        }
    }

    private void makeRoom() throws CopyFailedException, InterruptedException {
        overhear();
        while (open.size() >= FileMessage.MOST_OPEN) {
            goOn();
        }
    }

    private void settleAll() throws CopyFailedException, InterruptedException {
        while (!open.isEmpty()) {
            goOn();
        }
    }

    /// Sends a file somebody waits for, or waits for an answer.
    private void goOn() throws CopyFailedException, InterruptedException {
        FileMessage.Want want = wanted.pollFirst();
        if (want == null) {
            take(talk.hear());
        } else {
            send(want);
        }
    }

    private void tell(Walk.Step step, Route route)
            throws CopyFailedException, InterruptedException {
        switch (step) {
            case Walk.Step.Complete(RelativeName folder) -> {
                if (wishes.contains(Wish.DELETE)) {
                    talk.say(new FileMessage.Complete(folder));
                }
            }
            case Walk.Step.Unusable(String name, Verdict verdict, String text) ->
                    unsent(name, verdict, text);
            case Walk.Step.Entry(_, RelativeName name, Look look, _)
                    when look.is(Look.Kind.OTHER) ->
                    unsent(name.toString(), Verdict.UNSUPPORTED, "");
            case Walk.Step.Entry entry -> tell(entry, route);
        }
    }

    private void unsent(String name, Verdict verdict, String text)
            throws LineLostException, InterruptedException {
        progress.settled(name, 0, verdict, text);
        talk.say(new FileMessage.Unsent(name, verdict, text));
    }

    private void tell(Walk.Step.Entry entry, Route route)
            throws CopyFailedException, InterruptedException {
        Look look = entry.look();
        Thing thing =
                switch (look.kind()) {
                    case FILE -> new Thing.File(look.size(), checksum(entry.name(), route));
                    case LINK -> new Thing.Link(entry.link());
                    case FOLDER, OTHER -> new Thing.Folder();
                };
        int id = nextId++;
        Announce announce =
                new Announce(id, entry.name(), thing, look.mode(), look.modifiedMicros());
        Told told = new Told(route, announce, look);
        open.put(id, told);
        if (look.is(Look.Kind.FOLDER)) {
            folders.add(told);
        } else {
            progress.found(told.name(), told.size());
        }
        talk.say(announce);
    }

    private Bytes checksum(RelativeName travelling, Route route) {
        if (!wishes.contains(Wish.CHECKSUM)) {
            return Bytes.EMPTY;
        }
        RelativeName name = route.source().names().toDisk(travelling);
        try (FileChannel channel = route.chain().at(name.parent()).read(name.last())) {
            return Hashing.of(channel);
        } catch (IOException _) {
            // Whoever wants it will hear why it cannot be read.
            return Bytes.EMPTY;
        }
    }

    private void overhear() throws CopyFailedException, InterruptedException {
        Optional<FileMessage> message = talk.overhear();
        while (message.isPresent()) {
            take(message.orElseThrow());
            message = talk.overhear();
        }
    }

    private void take(FileMessage message) throws CopyFailedException {
        switch (message) {
            case FileMessage.Want want -> want(want);
            case FileMessage.Have(int id) -> {
                Told told = settle(id);
                progress.same(told.name(), told.size());
            }
            case FileMessage.Settled(int id, Verdict verdict, String text) -> {
                Told told = settle(id);
                boolean again = leaving.remove(id) && verdict == Verdict.OK;
                if (!again) {
                    progress.settled(told.name(), told.size(), verdict, text);
                }
                current = id == current ? -1 : current;
                if (verdict != Verdict.OK) {
                    // What is not there has no permissions to be given at the end.
                    folders.remove(told);
                }
            }
            case FileMessage.Removed(RelativeName name, Verdict verdict, String text) ->
                    progress.removed(name.toString(), verdict, text);
            case FileMessage.Open _,
                    FileMessage.Failed _,
                    FileMessage.Ready _,
                    FileMessage.Over _,
                    FileMessage.OfSender _ ->
                    throw Talk.outOfTurn();
        }
    }

    private void want(FileMessage.Want want) throws CopyFailedException {
        Told told = open.get(want.id());
        if (told == null) {
            throw Talk.outOfTurn();
        }
        if (wishes.contains(Wish.DRY_RUN)) {
            open.remove(want.id());
            progress.settled(told.name(), told.size(), Verdict.OK, "");
        } else {
            wanted.add(want);
        }
    }

    private Told settle(int id) throws CopyFailedException {
        Told told = open.remove(id);
        if (told == null) {
            throw Talk.outOfTurn();
        }
        return told;
    }

    private void send(FileMessage.Want want) throws CopyFailedException, InterruptedException {
        Told told = open.get(want.id());
        if (told == null || !(told.announce().thing() instanceof Thing.File)) {
            throw Talk.outOfTurn();
        }
        current = want.id();
        boolean begun = false;
        try (FileChannel channel = told.read()) {
            MessageDigest digest = Hashing.begin();
            long offset = resumeAt(want, channel, digest);
            talk.say(new FileMessage.Start(want.id(), offset));
            begun = true;
            if (offset > 0) {
                progress.resumed(told.name(), offset);
            }
            talk.say(sendContent(told, channel, digest, offset));
        } catch (IOException e) {
            if (!begun) {
                talk.say(new FileMessage.Start(want.id(), 0));
            }
            Troubles trouble = Troubles.of(e);
            talk.say(new FileMessage.End(trouble.verdict(), Bytes.EMPTY, trouble.text()));
        }
        current = -1;
    }

    /// Where to begin: behind what the other side has, if that is the beginning of this file. The
    /// digest then holds it.
    private static long resumeAt(FileMessage.Want want, FileChannel channel, MessageDigest digest)
            throws IOException {
        if (want.offset() == 0) {
            return 0;
        }
        long read = Hashing.add(digest, channel, want.offset());
        if (read == want.offset() && Hashing.soFar(digest).equals(want.sha256())) {
            return want.offset();
        }
        digest.reset();
        channel.position(0);
        return 0;
    }

    private FileMessage.End sendContent(
            Told told, FileChannel channel, MessageDigest digest, long offset)
            throws IOException, CopyFailedException, InterruptedException {
        long left = told.size() - offset;
        boolean more = true;
        while (more && left > 0 && current == told.announce().id()) {
            ByteBuffer piece = talk.data(channel::read, left);
            int count = piece.remaining();
            digest.update(piece);
            left -= count;
            more = count > 0;
            progress.moved(told.name(), count);
            overhear();
        }
        if (current != told.announce().id()) {
            return new FileMessage.End(Verdict.FAILED, Bytes.EMPTY, "");
        }
        return left == 0 && told.isUnchanged()
                ? new FileMessage.End(Verdict.OK, Bytes.wrap(digest.digest()), "")
                : new FileMessage.End(Verdict.CHANGED, Bytes.EMPTY, "");
    }

    /// The deepest first, so that what is set on a folder stays.
    private void leaveFolders() throws CopyFailedException, InterruptedException {
        if (!wishes.contains(Wish.DRY_RUN)) {
            for (Told folder : folders.reversed()) {
                makeRoom();
                Announce was = folder.announce();
                int id = nextId++;
                open.put(id, folder);
                leaving.add(id);
                talk.say(new FileMessage.Leave(id, was.name(), was.mode(), was.modifiedMicros()));
            }
            settleAll();
        }
    }
}
