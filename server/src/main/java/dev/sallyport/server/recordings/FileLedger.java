package dev.sallyport.server.recordings;

import dev.sallyport.audit.recording.CopiedFile;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.files.FileDirection;
import dev.sallyport.protocol.files.FileMessage;
import dev.sallyport.protocol.files.FileMessage.Announce;
import dev.sallyport.protocol.files.FileMessage.Thing;
import dev.sallyport.protocol.files.MalformedFilesException;
import dev.sallyport.protocol.files.NodePath;
import dev.sallyport.protocol.files.RelativeName;
import dev.sallyport.protocol.files.Verdict;
import dev.sallyport.protocol.files.Wish;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The books of one session that copies files: what is announced, wanted, under way and settled.
/// Each message is checked against the ones before it; the hashes are made here, from what passes.
final class FileLedger {
    /// Where entries are written to.
    @FunctionalInterface
    interface Page {
        void add(CopiedFile file);
    }

    /// What may go on without an answer is little more than an end of ours leaves open.
    private static final int MOST_OPEN = FileMessage.MOST_OPEN + 1;

    private static final class Entry {
        final String kind;
        final RelativeName name;
        final long size;
        long wantedFrom = -1;
        long from;
        long carried;
        @Nullable MessageDigest digest;
        Bytes claimed = Bytes.EMPTY;

        Entry(String kind, RelativeName name, long size) {
            this.kind = kind;
            this.name = name;
            this.size = size;
        }
    }

    private final FileDirection way;
    private final NodePath path;
    private final Map<Integer, Entry> open = new HashMap<>();
    private @Nullable Set<Wish> wishes;
    private @Nullable Entry current;
    private int nextId;
    private boolean renames;
    private boolean over;

    FileLedger(FileDirection way, NodePath path) {
        this.way = way;
        this.path = path;
    }

    void open(FileMessage.Open message) throws MalformedFilesException {
        if (wishes != null) {
            throw new MalformedFilesException("open: a second one");
        }
        if (message.version() != FileMessage.VERSION) {
            throw new MalformedFilesException("open: version " + message.version());
        }
        wishes = message.wishes();
    }

    void failed() {
        over = true;
    }

    private boolean wants(Wish wish) throws MalformedFilesException {
        Set<Wish> known = wishes;
        if (known == null || over) {
            throw new MalformedFilesException("message: before or after all others");
        }
        return known.contains(wish);
    }

    void sent(FileMessage.OfSender message, Page page) throws MalformedFilesException {
        boolean dry = wants(Wish.DRY_RUN);
        switch (message) {
            case Announce announce -> announce(announce);
            case FileMessage.Leave leave -> add(leave.id(), new Entry("", leave.folder(), 0));
            case FileMessage.Start start -> start(start, dry);
            case FileMessage.Piece data -> data(data.bytes());
            case FileMessage.End end -> end(end);
            case FileMessage.Unsent(String name, Verdict verdict, String text) -> {
                if (way == FileDirection.DOWNLOAD) {
                    page.add(failed(Optional.of(name), verdict, text));
                }
            }
            case FileMessage.Complete _, FileMessage.Done _ -> {}
        }
    }

    private void announce(Announce message) throws MalformedFilesException {
        Entry entry =
                switch (message.thing()) {
                    case Thing.File(long size, _) -> new Entry("file", message.name(), size);
                    case Thing.Folder() -> new Entry("folder", message.name(), 0);
                    case Thing.Link(String target) ->
                            new Entry("link", message.name(), target.length());
                };
        add(message.id(), entry);
    }

    private void add(int id, Entry entry) throws MalformedFilesException {
        if (id != nextId || open.size() >= MOST_OPEN) {
            throw new MalformedFilesException("number: " + id + " out of turn");
        }
        nextId++;
        open.put(id, entry);
    }

    private void start(FileMessage.Start message, boolean dry) throws MalformedFilesException {
        Entry entry = open.get(message.id());
        if (entry == null
                || entry.wantedFrom < 0
                || entry.digest != null
                || current != null
                || dry) {
            throw new MalformedFilesException("start: of what nobody wants");
        }
        if (message.offset() != 0 && message.offset() != entry.wantedFrom) {
            throw new MalformedFilesException("start: elsewhere than wanted");
        }
        entry.from = message.offset();
        entry.digest = sha256();
        current = entry;
    }

    private void data(Bytes bytes) throws MalformedFilesException {
        Entry entry = current;
        if (entry == null || entry.digest == null) {
            throw new MalformedFilesException("data: of no file");
        }
        entry.carried += bytes.size();
        if (entry.from + entry.carried > entry.size) {
            throw new MalformedFilesException("data: more than the file has");
        }
        entry.digest.update(bytes.asReadOnlyBuffer());
    }

    private void end(FileMessage.End message) throws MalformedFilesException {
        Entry entry = current;
        if (entry == null) {
            throw new MalformedFilesException("end: of no file");
        }
        entry.claimed = message.sha256();
        current = null;
    }

    void answered(FileMessage.OfReceiver message, Page page) throws MalformedFilesException {
        boolean dry = wants(Wish.DRY_RUN);
        switch (message) {
            case FileMessage.Ready ready -> renames = ready.renames();
            case FileMessage.Want want -> want(want, dry);
            case FileMessage.Have have -> settle(have.id());
            case FileMessage.Settled(int id, Verdict verdict, String text) ->
                    settled(settle(id), verdict, text, page);
            case FileMessage.Removed(RelativeName name, Verdict verdict, String text) -> {
                if (!wants(Wish.DELETE)) {
                    throw new MalformedFilesException("removed: nobody asked for it");
                }
                // What is removed from the client's machine is no affair of the node's.
                if (!dry && way == FileDirection.UPLOAD) {
                    page.add(removed(name, verdict, text));
                }
            }
            case FileMessage.Over _ -> {}
        }
    }

    private void want(FileMessage.Want want, boolean dry) throws MalformedFilesException {
        Entry entry = open.get(want.id());
        if (entry == null || entry.wantedFrom >= 0 || want.offset() > entry.size) {
            throw new MalformedFilesException("want: of what is not there");
        }
        if (!dry && !entry.kind.equals("file")) {
            throw new MalformedFilesException("want: of what has no content");
        }
        entry.wantedFrom = want.offset();
        if (dry) {
            open.remove(want.id());
        }
    }

    private Entry settle(int id) throws MalformedFilesException {
        Entry entry = open.remove(id);
        if (entry == null) {
            throw new MalformedFilesException("number: " + id + " is not open");
        }
        return entry;
    }

    private void settled(Entry entry, Verdict verdict, String text, Page page)
            throws MalformedFilesException {
        boolean plain = entry.kind.isEmpty() && verdict == Verdict.OK;
        if (!plain && !wants(Wish.DRY_RUN)) {
            page.add(copied(entry, word(verdict), text));
        }
    }

    /// A file that was under way when everything ended.
    void close(Page page) {
        open.values().stream()
                .filter(entry -> entry.carried > 0)
                .forEach(entry -> page.add(copied(entry, "interrupted", "")));
        open.clear();
    }

    private CopiedFile copied(Entry entry, String result, String text) {
        return new CopiedFile(
                way.word(),
                entry.kind.isEmpty() ? "folder" : entry.kind,
                at(entry.name),
                entry.size,
                entry.carried,
                entry.from,
                Optional.ofNullable(entry.digest).map(it -> hex(it.digest())),
                Optional.of(entry.claimed).filter(it -> !it.isEmpty()).map(Bytes::toHex),
                result,
                text);
    }

    private CopiedFile failed(Optional<String> name, Verdict verdict, String text) {
        return new CopiedFile(
                way.word(),
                "file",
                name.orElse(path.toString()),
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                word(verdict),
                text);
    }

    private CopiedFile removed(RelativeName name, Verdict verdict, String text) {
        return new CopiedFile(
                "remove",
                "file",
                at(name),
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                word(verdict),
                text);
    }

    /// Where on the node it is. What takes the path's own place has a first element that the path
    /// has another word for.
    private String at(RelativeName name) {
        Set<Wish> known = wishes;
        boolean sync = known != null && known.contains(Wish.SYNC);
        boolean below = way == FileDirection.UPLOAD ? !renames : sync;
        if (below || name.isRoot()) {
            return joined(name);
        }
        return joined(name.tail());
    }

    /// As text: together they may be longer than any path.
    private String joined(RelativeName name) {
        if (name.isRoot()) {
            return path.toString();
        }
        return path.toString().equals("/") ? "/" + name : path + "/" + name;
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
