package dev.sallyport.server.sessions;

import dev.sallyport.protocol.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What must have happened by when, per session. In memory: a restart starts every wait anew.
final class Deadlines {
    /// What is waited for.
    enum Awaited {
        /// The client's first socket.
        CLIENT,
        /// The node's data channel after its task was sent.
        NODE,
        /// The data plane's report that an ended session is closed.
        CLOSING,
        /// The node's own word that it is done.
        RELEASE
    }

    /// A wait that is over; `cause` and `text` say how the session ends by it.
    record Due(SessionId id, Awaited awaited, EndCause cause, String text) {}

    private record Key(SessionId id, Awaited awaited) {}

    private record Entry(Instant at, EndCause cause, String text) {}

    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();

    void set(Due due, Instant at) {
        entries.put(new Key(due.id(), due.awaited()), new Entry(at, due.cause(), due.text()));
    }

    void clear(SessionId id, Awaited awaited) {
        entries.remove(new Key(id, awaited));
    }

    void clear(SessionId id) {
        for (Awaited awaited : Awaited.values()) {
            clear(id, awaited);
        }
    }

    /// Takes out everything due; each is given to one caller only.
    List<Due> takeDue(Instant now) {
        return entries.entrySet().stream()
                .filter(entry -> !entry.getValue().at().isAfter(now))
                .filter(entry -> entries.remove(entry.getKey(), entry.getValue()))
                .map(entry -> due(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Due due(Key key, Entry entry) {
        return new Due(key.id(), key.awaited(), entry.cause(), entry.text());
    }
}
