package dev.sallyport.server.sessions;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.SessionId;
import java.time.Instant;

/// Where the hashes of tokens are kept until they are spent or too old.
public interface TokenStore {
    void insert(Bytes hash, Grant grant);

    /// Spends a token: true if exactly this grant was there and not expired at `now`. Whatever the
    /// answer, a hash that was found is gone afterwards.
    boolean spend(Bytes hash, SessionId id, Side side, Instant now);

    int forgetExpired(Instant now);

    /// What a token opens.
    record Grant(SessionId id, Side side, Instant expires) {}

    /// Which end of a session.
    enum Side {
        CLIENT,
        NODE
    }
}
