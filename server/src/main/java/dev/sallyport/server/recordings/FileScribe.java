package dev.sallyport.server.recordings;

import dev.sallyport.audit.recording.RecordingEvent;
import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.channel.PayloadTypes;
import dev.sallyport.protocol.files.FileCodec;
import dev.sallyport.protocol.files.FileDirection;
import dev.sallyport.protocol.files.FileMessage;
import dev.sallyport.protocol.files.MalformedFilesException;
import dev.sallyport.protocol.files.NodePath;
import dev.sallyport.server.relay.Direction;
import dev.sallyport.server.relay.TapEvent;
import dev.sallyport.server.relay.TapEvent.Streamed;
import java.time.Duration;
import java.util.function.Consumer;

/// Follows the messages of a session that copies files, and writes down what became of each. What
/// is not such a message, comes from the wrong end or out of turn does not pass: neither end can
/// make the other do what the session was not allowed.
final class FileScribe implements Scribe {
    private final FileDirection way;
    private final FileLedger ledger;

    FileScribe(FileDirection way, NodePath path) {
        this.way = way;
        this.ledger = new FileLedger(way, path);
    }

    @Override
    public void write(TapEvent event, Duration at, Consumer<RecordingEvent> out)
            throws RefusedContentException {
        switch (event) {
            case Streamed(Direction direction, int type, Bytes payload)
                    when type == PayloadTypes.OUTPUT ->
                    take(
                            direction,
                            payload,
                            file -> out.accept(new RecordingEvent.Copied(at, file)));
            // Nobody could tell any more whether these are the bytes that were looked at.
            case TapEvent.Repeated _ ->
                    throw new RefusedContentException(
                            "a part of the files came again after it was forgotten");
            case Streamed _,
                    TapEvent.Sealed _,
                    TapEvent.Missed _,
                    TapEvent.Counted _,
                    TapEvent.Said _,
                    TapEvent.Marked _ ->
                    EventOf.write(event, at, out);
        }
    }

    private void take(Direction direction, Bytes payload, FileLedger.Page page)
            throws RefusedContentException {
        boolean fromClient = direction == Direction.UP;
        boolean fromSender = fromClient == (way == FileDirection.UPLOAD);
        try {
            for (FileMessage message : FileCodec.decode(payload)) {
                take(message, fromClient, fromSender, page);
            }
        } catch (MalformedFilesException e) {
            throw new RefusedContentException(
                    (fromClient ? "the client" : "the node")
                            + " sent what is no copying of files ("
                            + e.getMessage()
                            + ")");
        }
    }

    private void take(
            FileMessage message, boolean fromClient, boolean fromSender, FileLedger.Page page)
            throws MalformedFilesException {
        switch (message) {
            case FileMessage.Open open when fromClient -> ledger.open(open);
            case FileMessage.Failed _ -> ledger.failed();
            case FileMessage.OfSender sent when fromSender -> ledger.sent(sent, page);
            case FileMessage.OfReceiver answer when !fromSender -> ledger.answered(answer, page);
            case FileMessage.Open _, FileMessage.OfSender _, FileMessage.OfReceiver _ ->
                    throw new MalformedFilesException("message: from the wrong end");
        }
    }

    @Override
    public void finish(Duration at, Consumer<RecordingEvent> out) {
        ledger.close(file -> out.accept(new RecordingEvent.Copied(at, file)));
    }
}
