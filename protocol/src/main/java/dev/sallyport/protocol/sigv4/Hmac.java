package dev.sallyport.protocol.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA-256 under one key, the only one Signature Version 4 uses. Safe for use by many threads.
final class Hmac {
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] NOTHING = {};

    private static final Mac PROTOTYPE = prototype();

    /// Has the key and nothing else behind it, and is only copied from then on.
    private final Mac keyed;

    private Hmac(Mac keyed) {
        this.keyed = keyed;
    }

    static Hmac under(byte[] key) {
        try {
            // A copy of one that is never used, as in Bytes.
            Mac mac = (Mac) PROTOTYPE.clone();
            mac.init(new SecretKeySpec(key, ALGORITHM));
            // Hashes the key's block now, so that no copy has to do it again.
            mac.update(NOTHING);
            return new Hmac(mac);
        } catch (GeneralSecurityException | CloneNotSupportedException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    byte[] of(String text) {
        try {
            return ((Mac) keyed.clone()).doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static Mac prototype() {
        try {
            return Mac.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
