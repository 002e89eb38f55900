package dev.sallyport.server.issuers;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The public keys of issuers, fetched when they are wanted and kept for a while. Safe for use by
/// many threads; may block.
final class IssuerKeys {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
    private static final Duration GOOD_FOR = Duration.ofHours(1);
    // A key nobody knows may be a new one, or invented by whoever sends the token.
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final long WAIT_SECONDS = 10;
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final IssuerFetch fetch;
    private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();

    IssuerKeys(IssuerFetch fetch) {
        this.fetch = fetch;
    }

    /// One issuer's keys, and when they were last asked for, with success or without.
    private static final class Shelf {
        final ReentrantLock lock = new ReentrantLock();
        Optional<JWKSet> keys = Optional.empty();
        Instant fetched = Instant.MIN;
        Instant tried = Instant.MIN;
    }

    /// Forgets issuers that are registered no more.
    void keepOnly(Set<String> issuers) {
        shelves.keySet().retainAll(issuers);
    }

    /// The issuer's keys; `keyId` is what the token names. Empty when they cannot be had.
    ///
    /// @param issuer a registered one, as a URL
    Optional<JWKSet> of(String issuer, Optional<String> keyId, Instant now) {
        Shelf shelf = shelves.computeIfAbsent(issuer, _ -> new Shelf());
        try {
            // Whoever waits too long behind a slow issuer goes without.
            if (!shelf.lock.tryLock(WAIT_SECONDS, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            if (isStale(shelf, keyId, now) && !now.isBefore(earliest(shelf))) {
                refresh(shelf, issuer, now);
            }
            boolean tooOld = !now.isBefore(expiry(shelf));
            return tooOld ? Optional.empty() : shelf.keys;
        } finally {
            shelf.lock.unlock();
        }
    }

    private static boolean isStale(Shelf shelf, Optional<String> keyId, Instant now) {
        boolean unknown =
                keyId.isPresent()
                        && shelf.keys
                                .map(keys -> keys.getKeyByKeyId(keyId.orElseThrow()) == null)
                                .orElse(true);
        return unknown || !now.isBefore(expiry(shelf));
    }

    private static Instant expiry(Shelf shelf) {
        return shelf.keys.isEmpty() ? Instant.MIN : shelf.fetched.plus(GOOD_FOR);
    }

    private static Instant earliest(Shelf shelf) {
        return shelf.tried.equals(Instant.MIN) ? Instant.MIN : shelf.tried.plus(PAUSE);
    }

    private void refresh(Shelf shelf, String issuer, Instant now) {
        shelf.tried = now;
        try {
            shelf.keys = Optional.of(fetch(issuer));
            shelf.fetched = now;
        } catch (IOException | ParseException | RuntimeException e) {
            LOG.atWarn().addKeyValue("issuer", issuer).setCause(e).log("no keys of an issuer");
        }
    }

    private JWKSet fetch(String issuer) throws IOException, ParseException {
        URI home = URI.create(issuer);
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        Map<String, Object> discovery =
                JSONObjectUtils.parse(fetch.get(URI.create(base + DISCOVERY)));
        if (!issuer.equals(JSONObjectUtils.getString(discovery, "issuer"))) {
            throw new IOException("discovery names another issuer");
        }
        URI keys = URI.create(String.valueOf(JSONObjectUtils.getString(discovery, "jwks_uri")));
        boolean same =
                home.getAuthority().equalsIgnoreCase(String.valueOf(keys.getAuthority()))
                        && "https".equals(keys.getScheme());
        if (!same) {
            throw new IOException("jwks_uri: " + keys + " (expected: on the issuer's host)");
        }
        return JWKSet.parse(fetch.get(keys)).toPublicJWKSet();
    }
}
