package dev.sallyport.protocol.files;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.files.FileMessage.Announce;
import dev.sallyport.protocol.files.FileMessage.Complete;
import dev.sallyport.protocol.files.FileMessage.Done;
import dev.sallyport.protocol.files.FileMessage.End;
import dev.sallyport.protocol.files.FileMessage.Failed;
import dev.sallyport.protocol.files.FileMessage.Have;
import dev.sallyport.protocol.files.FileMessage.Leave;
import dev.sallyport.protocol.files.FileMessage.Open;
import dev.sallyport.protocol.files.FileMessage.Over;
import dev.sallyport.protocol.files.FileMessage.Piece;
import dev.sallyport.protocol.files.FileMessage.Ready;
import dev.sallyport.protocol.files.FileMessage.Removed;
import dev.sallyport.protocol.files.FileMessage.Settled;
import dev.sallyport.protocol.files.FileMessage.Start;
import dev.sallyport.protocol.files.FileMessage.Thing;
import dev.sallyport.protocol.files.FileMessage.Unsent;
import dev.sallyport.protocol.files.FileMessage.Want;
import java.util.ArrayList;
import java.util.List;

/// Payloads to messages. A message is its kind (one byte), the length of what follows (four, as all
/// numbers big-endian), and its fields in a row; texts and hashes have a length of two bytes.
public final class FileCodec {
    /// The largest payload: a frame with it passes every relay.
    public static final int MAX_PAYLOAD = 128 * 1024;

    /// Kind and length.
    static final int HEAD = 5;

    static final int OPEN = 1;
    static final int FAILED = 2;
    static final int DONE = 3;
    static final int FILE = 4;
    static final int FOLDER = 5;
    static final int LINK = 6;
    static final int COMPLETE = 7;
    static final int LEAVE = 8;
    static final int START = 9;
    static final int DATA = 10;
    static final int END = 11;
    static final int UNSENT = 12;
    static final int READY = 13;
    static final int WANT = 14;
    static final int HAVE = 15;
    static final int SETTLED = 16;
    static final int REMOVED = 17;
    static final int OVER = 18;

    private FileCodec() {}

    /// All messages of a payload.
    public static List<FileMessage> decode(Bytes payload) throws MalformedFilesException {
        if (payload.size() > MAX_PAYLOAD) {
            throw new MalformedFilesException("payload: " + payload.size() + " bytes");
        }
        List<FileMessage> messages = new ArrayList<>();
        int at = 0;
        while (at < payload.size()) {
            if (payload.size() - at < HEAD) {
                throw new MalformedFilesException("message: cut off");
            }
            Fields head = new Fields(payload.slice(at, at + HEAD));
            int kind = head.u8();
            int length = head.i32();
            int from = at + HEAD;
            if (length < 0 || length > payload.size() - from) {
                throw new MalformedFilesException("message: longer than its payload");
            }
            at = from + length;
            messages.add(message(kind, payload.slice(from, at)));
        }
        return messages;
    }

    private static FileMessage message(int kind, Bytes body) throws MalformedFilesException {
        if (kind == DATA) {
            if (body.isEmpty()) {
                throw new MalformedFilesException("data: empty");
            }
            return new Piece(body);
        }
        Fields fields = new Fields(body);
        FileMessage message = message(kind, fields);
        fields.end();
        return message;
    }

    private static FileMessage message(int kind, Fields in) throws MalformedFilesException {
        return switch (kind) {
            case OPEN -> new Open(in.u8(), Wish.of(in.i32()));
            case FAILED -> new Failed(in.verdict(), in.text());
            case DONE -> new Done();
            case FILE, FOLDER, LINK -> announce(kind, in);
            case COMPLETE -> new Complete(in.name());
            case LEAVE -> new Leave(in.id(), in.name(), in.mode(), in.time());
            case START -> new Start(in.id(), in.size());
            case END -> new End(in.verdict(), in.hash(), in.text());
            case UNSENT -> new Unsent(in.longText(), in.verdict(), in.text());
            case READY -> new Ready(in.flag());
            case WANT -> new Want(in.id(), in.size(), in.hash());
            case HAVE -> new Have(in.id());
            case SETTLED -> new Settled(in.id(), in.verdict(), in.text());
            case REMOVED -> new Removed(in.name(), in.verdict(), in.text());
            case OVER -> new Over();
            default -> throw new MalformedFilesException("message: unknown kind " + kind);
        };
    }

    private static FileMessage announce(int kind, Fields in) throws MalformedFilesException {
        int id = in.id();
        RelativeName name = in.name();
        int mode = in.mode();
        long time = in.time();
        Thing thing =
                switch (kind) {
                    case FILE -> new Thing.File(in.size(), in.hash());
                    case FOLDER -> new Thing.Folder();
                    default -> new Thing.Link(in.longText());
                };
        return new Announce(id, name, thing, mode, time);
    }
}
