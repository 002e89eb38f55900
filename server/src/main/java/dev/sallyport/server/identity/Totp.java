package dev.sallyport.server.identity;

import dev.sallyport.protocol.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The codes of MFA devices: RFC 6238 with SHA-1, six digits and steps of 30 seconds, as every
/// authenticator app has them.
public final class Totp {
    private static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    private Totp() {}

    public static long stepAt(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
    }

    public static String code(Bytes seed, long step) {
        byte[] digest = hmac(seed, step);
        // RFC 4226, 5.3: the last four bits say where the 31 bits that count are.
        int offset = digest[digest.length - 1] & 0xf;
        int bits = ByteBuffer.wrap(digest).getInt(offset) & 0x7fff_ffff;
        return "%06d".formatted(bits % MODULUS);
    }

    private static byte[] hmac(Bytes seed, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(seed.toArray(), "HmacSHA1"));
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }

    /// The latest step within `window` of `step` whose code this is. Takes as long whatever the
    /// code.
    public static OptionalLong find(Bytes seed, String code, long step, int window) {
        OptionalLong found = OptionalLong.empty();
        for (long near = step - window; near <= step + window; near++) {
            if (matches(seed, code, near)) {
                found = OptionalLong.of(near);
            }
        }
        return found;
    }

    /// The step of the second of two codes that follow each other, as somebody types them in who
    /// shows that a device is theirs. Two equal codes are one typed twice.
    public static OptionalLong findPair(
            Bytes seed, String first, String second, long step, int window) {
        OptionalLong found = OptionalLong.empty();
        boolean follows = matches(seed, first, step - window - 1);
        for (long near = step - window; near <= step + window; near++) {
            String shown = code(seed, near);
            if (equal(shown, second) && follows && !first.equals(second)) {
                found = OptionalLong.of(near);
            }
            follows = equal(shown, first);
        }
        return found;
    }

    private static boolean matches(Bytes seed, String code, long step) {
        return equal(code(seed, step), code);
    }

    private static boolean equal(String shown, String code) {
        return MessageDigest.isEqual(
                shown.getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
    }
}
