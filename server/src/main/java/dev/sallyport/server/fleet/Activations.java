package dev.sallyport.server.fleet;

import dev.sallyport.protocol.Bytes;
import dev.sallyport.protocol.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/// Makes, shows and withdraws activations. Safe for use by many threads; may block.
public final class Activations {
    /// How long an activation is good for when nobody says.
    public static final Duration DEFAULT_LIFE = Duration.ofHours(24);

    /// How long one may be good for at most.
    public static final Duration LONGEST_LIFE = Duration.ofDays(30);

    private final ActivationStore store;
    private final SecureRandom random;
    private final InstantSource clock;

    public Activations(ActivationStore store, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.random = random;
        this.clock = clock;
    }

    /// What somebody asks an activation to be.
    public record Request(
            String role,
            String description,
            String defaultName,
            int limit,
            Optional<Instant> expires,
            Map<String, String> tags) {
        public Request {
            tags = Map.copyOf(tags);
        }
    }

    /// How a request ended.
    public sealed interface Outcome {
        /// The only time the code is to be had.
        record Created(Activation activation, Secret code) implements Outcome {}

        /// The date is past or too far off.
        record BadExpiry(String reason) implements Outcome {}
    }

    public Outcome create(Request request) {
        Instant now = clock.instant();
        Instant expires = request.expires().orElse(now.plus(DEFAULT_LIFE));
        if (!expires.isAfter(now)) {
            return new Outcome.BadExpiry("the expiration date is past");
        }
        if (expires.isAfter(now.plus(LONGEST_LIFE))) {
            return new Outcome.BadExpiry("the expiration date is more than 30 days off");
        }
        String code = newCode();
        Activation activation =
                new Activation(
                        newId(),
                        new Activation.Terms(
                                request.role(),
                                request.description(),
                                request.defaultName(),
                                request.limit(),
                                expires,
                                request.tags()),
                        0,
                        now);
        store.insert(activation, hash(code));
        return new Outcome.Created(activation, Secret.of(code));
    }

    public Optional<Activation> find(String id) {
        return store.find(id);
    }

    /// Up to `limit` activations behind `after` (an id, or empty) that `filter` takes.
    public Page<Activation> list(Predicate<Activation> filter, String after, int limit) {
        return Page.read(
                store::listActivationsAfter,
                Activation::id,
                new Page.Wanted<>(filter, after, limit));
    }

    /// Nodes that joined by it stay; false when there is none.
    public boolean delete(String id) {
        return store.delete(id);
    }

    /// The activation with this id, when `code` is its code.
    Optional<Activation> prove(String id, Secret code) {
        String expected = store.findCodeHash(id).orElse("");
        boolean proven =
                code.reveal(given ->
                        MessageDigest.isEqual(
                                expected.getBytes(StandardCharsets.US_ASCII),
                                hash(given).getBytes(StandardCharsets.US_ASCII)));
        return proven ? store.find(id) : Optional.empty();
    }

    // 180 random bits: no slow hash is needed to keep a leaked table from giving codes away.
    private String newCode() {
        byte[] bits = new byte[24];
        random.nextBytes(bits);
        // A code that starts with a hyphen is taken for an option by the agent's command line.
        bits[0] &= 0x7f;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    // A version 4 UUID from the randomness handed in.
    private String newId() {
        long high = (random.nextLong() & ~0xf000L) | 0x4000L;
        long low = (random.nextLong() & ~(3L << 62)) | (2L << 62);
        return new UUID(high, low).toString();
    }

    static String hash(String code) {
        return Bytes.ofUtf8(code).sha256().toHex();
    }
}
