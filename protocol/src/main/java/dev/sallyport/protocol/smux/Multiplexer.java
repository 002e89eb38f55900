package dev.sallyport.protocol.smux;

import dev.sallyport.protocol.Bytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One end of a multiplexed session: which streams are open, what the peer's bytes mean for them,
/// and the bytes that tell the peer.
///
/// Not safe for use by several threads: hold one lock over a call **and** the sending of what it
/// gives, or a stream's data overtakes its opening.
public final class Multiplexer {
    /// The first id of the client's, as every smux client counts: 3, 5, 7 and so on.
    private static final long FIRST_STREAM = 3;

    private final boolean accepts;
    private final int maxStreams;
    private final MuxCodec incoming = new MuxCodec();
    private final Set<Long> open = new HashSet<>();
    private long next = FIRST_STREAM;

    private Multiplexer(boolean accepts, int maxStreams) {
        this.accepts = accepts;
        this.maxStreams = maxStreams;
    }

    /// The end that opens streams and ignores a peer that tries to: ports of the user's machine are
    /// nothing a node may reach through.
    public static Multiplexer client(int maxStreams) {
        return new Multiplexer(false, maxStreams);
    }

    /// The end that streams are opened to, at most so many at a time.
    public static Multiplexer server(int maxStreams) {
        return new Multiplexer(true, maxStreams);
    }

    /// A stream the client has opened, and what tells the peer.
    public record Opening(long stream, Bytes wire) {}

    /// Opens a stream; empty if as many are open as may be.
    public Optional<Opening> open() {
        if (accepts) {
            throw new IllegalStateException("only the client opens streams");
        }
        if (open.size() >= maxStreams || next > MuxCodec.MAX_STREAM) {
            return Optional.empty();
        }
        long stream = next;
        next += 2;
        open.add(stream);
        return Optional.of(new Opening(stream, MuxCodec.encode(new MuxFrame.Open(stream))));
    }

    /// The bytes that carry `payload` (1 to {@link MuxCodec#MAX_PAYLOAD}); empty if the stream has
    /// been closed meanwhile.
    public Optional<Bytes> data(long stream, Bytes payload) {
        return open.contains(stream)
                ? Optional.of(MuxCodec.encode(new MuxFrame.Push(stream, payload)))
                : Optional.empty();
    }

    /// Closes a stream; empty if it is closed already, and then the peer needs no word.
    public Optional<Bytes> close(long stream) {
        return open.remove(stream)
                ? Optional.of(MuxCodec.encode(new MuxFrame.Close(stream)))
                : Optional.empty();
    }

    /// What a peer that keeps alive wants to hear every 30 seconds.
    public static Bytes keepAlive() {
        return MuxCodec.encode(new MuxFrame.KeepAlive());
    }

    public boolean isOpen(long stream) {
        return open.contains(stream);
    }

    public int openStreams() {
        return open.size();
    }

    /// Takes the next bytes of the peer's, wherever they were cut. Frames for streams that are not
    /// open are dropped: the peer may have sent them before it heard of the end.
    public List<MuxEvent> received(Bytes chunk) throws MalformedMuxException {
        List<MuxEvent> events = new ArrayList<>();
        for (MuxFrame frame : incoming.decode(chunk)) {
            switch (frame) {
                case MuxFrame.Open(long stream) -> opened(stream).ifPresent(events::add);
                case MuxFrame.Push(long stream, Bytes payload) -> {
                    if (open.contains(stream)) {
                        events.add(new MuxEvent.Received(stream, payload));
                    }
                }
                case MuxFrame.Close(long stream) -> {
                    if (open.remove(stream)) {
                        events.add(new MuxEvent.Closed(stream));
                    }
                }
                case MuxFrame.KeepAlive() -> events.add(new MuxEvent.KeptAlive());
            }
        }
        return events;
    }

    private Optional<MuxEvent> opened(long stream) {
        if (!accepts || open.contains(stream)) {
            return Optional.empty();
        }
        if (open.size() >= maxStreams) {
            return Optional.of(
                    new MuxEvent.Refused(stream, MuxCodec.encode(new MuxFrame.Close(stream))));
        }
        open.add(stream);
        return Optional.of(new MuxEvent.Opened(stream));
    }
}
