package dev.sallyport.server.identity.care;

import dev.sallyport.protocol.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Time-based codes of six digits (RFC 6238 with HMAC-SHA-1 and steps of 30 seconds), as every
/// authenticator application shows them.
final class Totp {
    private static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;
    private static final String ALGORITHM = "HmacSHA1";

    private final SecretKeySpec seed;

    Totp(Bytes seed) {
        this.seed = new SecretKeySpec(seed.toArray(), ALGORITHM);
    }

    static long step(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
    }

    String code(long step) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(seed);
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 15;
            int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
            return "%06d".formatted(number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /// The first step from `first` to `last` whose code this is.
    Optional<Long> find(String code, long first, long last) {
        for (long step = first; step <= last; step++) {
            if (matches(code, step)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    boolean matches(String code, long step) {
        return MessageDigest.isEqual(
                code.getBytes(StandardCharsets.UTF_8), code(step).getBytes(StandardCharsets.UTF_8));
    }
}
