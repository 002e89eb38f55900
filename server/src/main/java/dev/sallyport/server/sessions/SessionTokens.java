package dev.sallyport.server.sessions;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.Secret;
import dev.sallyport.protocol.SessionId;
import dev.sallyport.server.sessions.TokenStore.Grant;
import dev.sallyport.server.sessions.TokenStore.Side;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/// Makes tokens and spends them. Only hashes are kept, so the store cannot open a session.
public final class SessionTokens {
    private static final int SIZE = 32;
    // Far above any token of ours: what is longer is not worth hashing.
    private static final int LONGEST = 300;

    private final TokenStore store;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Duration life;

    public SessionTokens(
            TokenStore store, SecureRandom random, InstantSource clock, Duration life) {
        this.store = store;
        this.random = random;
        this.clock = clock;
        this.life = life;
    }

    Secret issue(SessionId id, Side side) {
        byte[] raw = new byte[SIZE];
        random.nextBytes(raw);
        String token = Bytes.wrap(raw).toBase64();
        store.insert(hash(token), new Grant(id, side, clock.instant().plus(life)));
        return Secret.of(token);
    }

    /// True once per token, and only for the session and side it was made for.
    boolean spend(SessionId id, Side side, String token) {
        return token.length() <= LONGEST && store.spend(hash(token), id, side, clock.instant());
    }

    int forgetExpired() {
        return store.forgetExpired(clock.instant());
    }

    // The token has 256 random bits, so a plain hash cannot be searched backwards and looking it
    // up by its hash tells nothing through time.
    private static Bytes hash(String token) {
        return Bytes.ofUtf8(token).sha256();
    }
}
