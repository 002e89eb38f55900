package dev.sallyport.cli.command;

import dev.sallyport.cli.api.Api;
import dev.sallyport.protocol.Bytes;
import java.io.InputStream;

/// A recording on the server, read piece by piece as it is needed.
final class RecordingStream extends InputStream {
    private static final int PIECE = 1 << 20;

    private final Api api;
    private final String sessionId;
    private Bytes piece = Bytes.EMPTY;
    private int at;
    private long fetched;
    private boolean ended;

    /// Fetches the first piece, so that an unknown session is told before anything is shown.
    RecordingStream(Api api, String sessionId) {
        this.api = api;
        this.sessionId = sessionId;
        fetch();
    }

    @Override
    public int read() {
        return hasMore() ? piece.at(at++) & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, piece.size() - at);
        piece.slice(at, at + count).asReadOnlyBuffer().get(buffer, offset, count);
        at += count;
        return count;
    }

    private boolean hasMore() {
        while (at == piece.size() && !ended) {
            fetch();
        }
        return at < piece.size();
    }

    private void fetch() {
        Api.Part part = api.recording(sessionId, fetched, PIECE);
        piece = part.bytes();
        at = 0;
        fetched += piece.size();
        ended = part.last();
    }
}
