package dev.sallyport.server.api.ssmmessages;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.NodeId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Proofs that a node asked for a control channel a moment ago. Each opens one channel, once.
///
/// They live in memory only: a node always asks for a new one when it connects again.
final class ControlTokens {
    private static final Duration LIFE = Duration.ofSeconds(60);
    // Far above any fleet that reconnects within a minute; a flood pushes out the oldest.
    private static final int MOST = 100_000;
    private static final int SIZE = 32;

    private final SecureRandom random;
    private final InstantSource clock;
    private final Map<Bytes, Claim> claims =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Bytes, Claim> eldest) {
                    return size() > MOST;
                }
            };

    private record Claim(NodeId node, Instant until) {}

    ControlTokens(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    String issue(NodeId node) {
        byte[] bytes = new byte[SIZE];
        random.nextBytes(bytes);
        String token = Bytes.wrap(bytes).toHex();
        Instant now = clock.instant();
        synchronized (claims) {
            claims.values().removeIf(claim -> claim.until().isBefore(now));
            claims.put(digest(token), new Claim(node, now.plus(LIFE)));
        }
        return token;
    }

    /// The node that asked for this token; empty for every token that is not good now.
    Optional<NodeId> redeem(String token) {
        Claim claim;
        synchronized (claims) {
            claim = claims.remove(digest(token));
        }
        return Optional.ofNullable(claim)
                .filter(found -> found.until().isAfter(clock.instant()))
                .map(Claim::node);
    }

    // Looked up by digest, so that the time a look-up takes says nothing about a token.
    private static Bytes digest(String token) {
        return Bytes.ofUtf8(token).sha256();
    }
}
