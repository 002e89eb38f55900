package dev.sallyport.server.identity;

import dev.sallyport.protocol.Bytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// Seals bytes with AES-256-GCM: `version(1) key-id(4) nonce(12) ciphertext tag(16)`.
///
/// The key id stands in clear, so that a key can be replaced while things sealed under the old one
/// are still about. Safe for use by many threads.
final class Sealer {
    private static final byte VERSION = 1;
    private static final int KEY_ID = 4;
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final int HEAD = 1 + KEY_ID + NONCE;

    private final SecretKey key;
    private final Bytes keyId;
    private final SecureRandom random;

    Sealer(MasterKey master, String purpose, SecureRandom random) {
        this.key = master.derive(purpose, "AES");
        this.keyId =
                Bytes.wrap(master.derive(purpose + " id", "Generic").getEncoded()).slice(0, KEY_ID);
        this.random = random;
    }

    /// What came out of an envelope.
    sealed interface Opened {
        record Plain(Bytes bytes) implements Opened {}

        /// Not an envelope, altered, or sealed for another context.
        record Garbled() implements Opened {}

        /// An envelope made under another key.
        record OtherKey() implements Opened {}
    }

    /// `context` must be given again to open: an envelope moved elsewhere does not open.
    Bytes seal(Bytes plain, String context) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, context);
            return Bytes.wrap(
                    ByteBuffer.allocate(HEAD + plain.size() + TAG)
                            .put(VERSION)
                            .put(keyId.asReadOnlyBuffer())
                            .put(nonce)
                            .put(cipher.doFinal(plain.toArray()))
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed to seal", e);
        }
    }

    Opened open(Bytes envelope, String context) {
        if (envelope.size() < HEAD + TAG || envelope.at(0) != VERSION) {
            return new Opened.Garbled();
        }
        if (!envelope.slice(1, 1 + KEY_ID).equals(keyId)) {
            return new Opened.OtherKey();
        }
        return decrypt(envelope, context)
                .<Opened>map(Opened.Plain::new)
                .orElseGet(Opened.Garbled::new);
    }

    private Optional<Bytes> decrypt(Bytes envelope, String context) {
        try {
            byte[] nonce = envelope.slice(1 + KEY_ID, HEAD).toArray();
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, context);
            byte[] sealed = envelope.slice(HEAD, envelope.size()).toArray();
            return Optional.of(Bytes.wrap(cipher.doFinal(sealed)));
        } catch (AEADBadTagException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed to open", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(Bytes.ofUtf8(context).toArray());
        return cipher;
    }
}
