package dev.sallyport.transfer;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.files.FileBatch;
import dev.sallyport.protocol.files.FileCodec;
import dev.sallyport.protocol.files.FileMessage;
import dev.sallyport.protocol.files.MalformedFilesException;
import dev.sallyport.protocol.files.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Messages over a line. What is said gathers until it fills a payload or somebody waits.
final class Talk {
    /// Less room than this is not worth a piece of data.
    private static final int SMALL = 4 * 1024;

    private final FileLine line;
    private final FileBatch batch = new FileBatch();
    private final Deque<FileMessage> heard = new ArrayDeque<>();

    Talk(FileLine line) {
        this.line = line;
    }

    void say(FileMessage message) throws LineLostException, InterruptedException {
        if (!batch.hasRoom()) {
            flush();
        }
        batch.add(message);
    }

    /// A piece of the file that is under way; what was read, to look at until anything else is
    /// said.
    ByteBuffer data(FileBatch.Source source, long most)
            throws IOException, LineLostException, InterruptedException {
        if (batch.dataRoom() < Math.min(most, SMALL)) {
            flush();
        }
        return batch.data(source, most);
    }

    void flush() throws LineLostException, InterruptedException {
        if (!batch.isEmpty()) {
            try {
                line.send(batch.take());
            } catch (IOException e) {
                throw lost(e);
            }
        }
    }

    private static LineLostException lost(IOException e) {
        LineLostException lost = new LineLostException(String.valueOf(e.getMessage()));
        lost.initCause(e);
        return lost;
    }

    /// Waits for the next message, after all that was said has gone.
    FileMessage hear() throws CopyFailedException, InterruptedException {
        while (heard.isEmpty()) {
            flush();
            decode(receive());
        }
        return next();
    }

    private Bytes receive() throws LineLostException, InterruptedException {
        try {
            return line.receive()
                    .orElseThrow(() -> new LineLostException("the session ended before the copy"));
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /// The next message, if it is there already.
    Optional<FileMessage> overhear() throws CopyFailedException, InterruptedException {
        if (heard.isEmpty()) {
            Optional<Bytes> payload = poll();
            if (payload.isPresent()) {
                decode(payload.orElseThrow());
            }
        }
        return heard.isEmpty() ? Optional.empty() : Optional.of(next());
    }

    private Optional<Bytes> poll() throws LineLostException, InterruptedException {
        try {
            return line.poll();
        } catch (IOException e) {
            throw lost(e);
        }
    }

    private void decode(Bytes payload) throws CopyFailedException {
        try {
            heard.addAll(FileCodec.decode(payload));
        } catch (MalformedFilesException e) {
            throw new CopyFailedException(
                    Verdict.FAILED, "the other end does not speak our language: " + e.getMessage());
        }
    }

    private FileMessage next() throws CopyFailedException {
        FileMessage message = heard.removeFirst();
        if (message instanceof FileMessage.Failed(Verdict verdict, String text)) {
            throw new CopyFailedException(verdict, text);
        }
        return message;
    }

    /// The last word: why nothing more can be done.
    void fail(CopyFailedException why) throws LineLostException, InterruptedException {
        say(new FileMessage.Failed(why.verdict(), why.text()));
        flush();
    }

    static CopyFailedException outOfTurn() {
        return new CopyFailedException(Verdict.FAILED, "the other end spoke out of turn");
    }
}
