package dev.sallyport.protocol.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA-256, the only one Signature Version 4 uses.
final class Hmac {
    private static final String ALGORITHM = "HmacSHA256";

    private static final Mac PROTOTYPE = prototype();

    private Hmac() {}

    private static Mac prototype() {
        try {
            return Mac.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    static byte[] sha256(byte[] key, String text) {
        try {
            // A copy of one that is never used, as in Bytes.
            Mac mac = (Mac) PROTOTYPE.clone();
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | CloneNotSupportedException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
