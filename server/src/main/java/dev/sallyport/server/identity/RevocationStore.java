package dev.sallyport.server.identity;

import java.time.Instant;
import java.util.Map;

/// Keeps what was revoked, for the next start. Every method may block.
public interface RevocationStore {
    /// Up to when the credentials of each id are void, of those void at or after `since`.
    Map<String, Instant> load(Instant since);

    /// Keeps the later of this and what is there, and may forget what is before `since`.
    void put(String id, Instant last, Instant since);
}
